import { Type, type Static } from "typebox";
import { Check } from "typebox/value";
import { officeIdSchema } from "../../kernel/ids.ts";
import { accept, refuse, type Result } from "../../kernel/result.ts";

const closed = { additionalProperties: false };
const code = Type.String({ pattern: "^[A-Za-z0-9._-]{1,60}$" });
const codes = Type.Array(code, { maxItems: 100 });
const words = Type.Object(
  { zh: Type.String({ minLength: 1, maxLength: 80 }), en: Type.String({ minLength: 1, maxLength: 120 }) },
  closed,
);

/**
 * The catalogue of duties (职责目录). `duties`: which office answers for which problems (an upper code stands for all
 * below it). `branches`: which union leads employers of a branch, by industry together with nature, or by a part of the
 * employer's name.
 */
export const dutiesSchema = Type.Object(
  {
    version: Type.String({ minLength: 1, maxLength: 40 }),
    duties: Type.Array(
      Type.Object({ problems: codes, offices: Type.Array(officeIdSchema, { minItems: 1 }), why: words }, closed),
    ),
    branches: Type.Array(
      Type.Object(
        {
          office: officeIdSchema,
          industries: codes,
          natures: codes,
          names: Type.Array(Type.String({ minLength: 2, maxLength: 40 }), { maxItems: 100 }),
          why: words,
        },
        closed,
      ),
    ),
  },
  closed,
);
export type Duties = Readonly<Static<typeof dutiesSchema>>;
export type Duty = Duties["duties"][number];
export type Branch = Duties["branches"][number];

export const noDuties: Duties = { version: "none", duties: [], branches: [] };

/** Reads a catalogue of duties that came from a file or the wire. Refuses `not-duties` when its shape is another. */
export function parseDuties(value: unknown): Result<Duties, "not-duties"> {
  return Check(dutiesSchema, value) ? accept(value) : refuse("not-duties");
}

/** Whether a code is one of a list or lies below one: `pay.overtime` below `pay`, the division `C31` in the section `C`. */
export function isAmong(code: string, listed: readonly string[]): boolean {
  return listed.some((one) => code === one || code.startsWith(`${one}.`) || (one.length === 1 && code.startsWith(one)));
}

/** The duties an office answers for, in its catalogue's order. */
export function dutiesOf(duties: Duties, office: string): readonly (Duty | Branch)[] {
  const named = duties.duties.filter(({ offices }) => offices.some((id) => id === office));
  return [...named, ...duties.branches.filter((branch) => branch.office === office)];
}
