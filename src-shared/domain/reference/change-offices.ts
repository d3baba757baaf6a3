import { Type, type Static } from "typebox";

import { officeId, officeIdSchema, type OfficeId } from "../../kernel/ids.ts";
import { accept, refuse, type Result } from "../../kernel/result.ts";
import { requiredText } from "../../kernel/text.ts";
import { isOpenOffice, isWithin, officeKinds, parseOffices, type Office, type OfficeKind } from "./office.ts";

const closed = { additionalProperties: false };
const names = { name: requiredText(60), shortName: requiredText(20) };
const regionCode = Type.String({ pattern: "^(?:[0-9]{6})?$" });

/** What an administrator does to the tree of offices, one thing at a time. */
export const officeChangeSchema = Type.Union([
  Type.Object(
    {
      type: Type.Literal("open"),
      code: Type.String({ pattern: "^[0-9A-Z]{2,12}$" }),
      ...names,
      kind: Type.Enum([...officeKinds]),
      parentId: officeIdSchema,
      regionCode,
    },
    closed,
  ),
  Type.Object({ type: Type.Literal("rename"), id: officeIdSchema, ...names, regionCode }, closed),
  Type.Object({ type: Type.Literal("move"), id: officeIdSchema, parentId: officeIdSchema }, closed),
  /** `ordersTo` takes over what hangs on the office in open orders; without it nothing may. */
  Type.Object({ type: Type.Literal("close"), id: officeIdSchema, ordersTo: Type.Optional(officeIdSchema) }, closed),
  Type.Object({ type: Type.Literal("merge"), id: officeIdSchema, into: officeIdSchema }, closed),
]);
export type OfficeChange = Readonly<Static<typeof officeChangeSchema>>;
export type OfficeChangeRefusal =
  "not-an-office" | "office-twice" | "office-misplaced" | "office-closed" | "unknown-office";

type Changed = Result<readonly Office[], OfficeChangeRefusal>;

/**
 * The tree of offices after a change. An office that is closed stays in the list, marked with the day (and with its
 * successor when it was merged): old orders name it.
 * Refuses: `unknown-office`, `office-closed`, `office-twice` (code), `office-misplaced` (above a closed one, below
 * itself, the province itself, or over open offices below a closed one), `not-an-office`.
 * @param day the day in China on which it happens
 * @see docs/spec/administration.md AD-30 to AD-34, AD-38
 */
export function changeOffices(offices: readonly Office[], change: OfficeChange, day: string): Changed {
  const changed = change.type === "open" ? open(offices, change) : changeOne(offices, change, day);
  if (!changed.ok) return changed;
  const parsed = parseOffices({ version: "checked", offices: sorted(changed.value) });
  if (parsed.ok) return accept(parsed.value.offices);
  return refuse(parsed.refusal === "office-twice" ? "office-twice" : "not-an-office");
}

const letterOf: Readonly<Record<OfficeKind, string>> = {
  province: "p",
  city: "c",
  county: "x",
  industrial: "i",
  enterprise: "e",
  department: "d",
};

function open(offices: readonly Office[], change: Extract<OfficeChange, { type: "open" }>): Changed {
  const { type: _, ...wanted } = change;
  const parent = offices.find(({ id }) => id === wanted.parentId);
  if (parent === undefined) return refuse("unknown-office");
  if (!isOpenOffice(parent)) return refuse("office-closed");
  if (wanted.kind === "province") return refuse("office-misplaced");
  const id = officeId(`${letterOf[wanted.kind]}${wanted.code.toLowerCase()}`);
  return accept([...offices, { ...wanted, id, path: `${parent.path}.${id}` }]);
}

function changeOne(offices: readonly Office[], change: Exclude<OfficeChange, { type: "open" }>, day: string): Changed {
  const own = offices.find(({ id }) => id === change.id);
  if (own === undefined) return refuse("unknown-office");
  if (!isOpenOffice(own)) return refuse("office-closed");
  const put = (next: Partial<Office>): Changed =>
    accept(offices.map((office) => (office.id === own.id ? { ...office, ...next } : office)));
  switch (change.type) {
    case "rename":
      return put({ name: change.name, shortName: change.shortName, regionCode: change.regionCode });
    case "move":
      return move(offices, own, change.parentId);
    case "close": {
      if (own.parentId === null) return refuse("office-misplaced");
      const refusal = change.ordersTo === undefined ? null : badPlace(offices, own, change.ordersTo);
      return refusal ? refuse(refusal) : put({ closedOn: day });
    }
    case "merge": {
      const refusal = badPlace(offices, own, change.into);
      return refusal ? refuse(refusal) : put({ closedOn: day, successor: change.into });
    }
  }
}

/** Which office takes over what hangs on one that goes; null for a change that takes nothing over. */
export function takenOverBy(change: OfficeChange): Readonly<{ from: OfficeId; to: OfficeId }> | null {
  if (change.type === "merge") return { from: change.id, to: change.into };
  if (change.type === "close" && change.ordersTo !== undefined) return { from: change.id, to: change.ordersTo };
  return null;
}

function badPlace(offices: readonly Office[], own: Office, id: OfficeId): OfficeChangeRefusal | null {
  const place = offices.find((office) => office.id === id);
  if (place === undefined) return "unknown-office";
  if (!isOpenOffice(place)) return "office-closed";
  return own.parentId === null || isWithin(place.path, own.path) ? "office-misplaced" : null;
}

function move(offices: readonly Office[], own: Office, to: OfficeId): Changed {
  const refusal = badPlace(offices, own, to);
  if (refusal) return refuse(refusal);
  const above = offices.find(({ id }) => id === to)?.path ?? "";
  const path = (old: string): string => `${above}.${own.id}${old.slice(own.path.length)}`;
  const moved = (office: Office): Office =>
    isWithin(office.path, own.path) ? { ...office, path: path(office.path) } : office;
  return accept(offices.map(moved).map((office) => (office.id === own.id ? { ...office, parentId: to } : office)));
}

/** Parents before children, else as it was. */
function sorted(offices: readonly Office[]): readonly Office[] {
  const depth = ({ path }: Office): number => path.split(".").length;
  return offices.toSorted((left, right) => depth(left) - depth(right));
}
