import { Type, type Static } from "typebox";
import { Check } from "typebox/value";
import { officeIdSchema, type OfficeId } from "../../kernel/ids.ts";
import { accept, refuse, type Result } from "../../kernel/result.ts";

export const officeKinds = ["province", "city", "county", "industrial", "enterprise", "department"] as const;
export type OfficeKind = (typeof officeKinds)[number];

/**
 * A union office (单位), a node of the tree. `path` is its place, the ids from the province down joined by dots, and
 * is a PostgreSQL `ltree`; `regionCode` is a GB/T 2260 or local code, empty for offices that are no territory's.
 */
export const officeSchema = Type.Object(
  {
    id: officeIdSchema,
    code: Type.String({ pattern: "^[0-9A-Z]{2,12}$" }),
    name: Type.String({ minLength: 1, maxLength: 60 }),
    shortName: Type.String({ minLength: 1, maxLength: 20 }),
    kind: Type.Enum([...officeKinds]),
    parentId: Type.Union([officeIdSchema, Type.Null()]),
    path: Type.String({ pattern: "^[A-Za-z0-9_]{1,40}(?:\\.[A-Za-z0-9_]{1,40}){0,15}$" }),
    regionCode: Type.String({ pattern: "^(?:[0-9]{6})?$" }),
    /** closed from this day on: it stays in the tree, for old orders name it, and is given nothing new */
    closedOn: Type.Optional(Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" })),
    /** the office that took its work over when it was closed */
    successor: Type.Optional(officeIdSchema),
  },
  { additionalProperties: false },
);
export type Office = Readonly<Static<typeof officeSchema>>;

/** The offices of a province as resources/offices keeps them: a flat list, parents before children. */
export const officeListSchema = Type.Object(
  { version: Type.String({ minLength: 1, maxLength: 40 }), offices: Type.Array(officeSchema, { minItems: 1 }) },
  { additionalProperties: false },
);
export type OfficeList = Readonly<Static<typeof officeListSchema>>;

export type OfficeListRefusal = "not-an-office-list" | "office-twice" | "parent-missing" | "path-broken";

/**
 * Reads a list of offices that came from a file or the wire.
 * Refuses: `not-an-office-list` (another shape), `office-twice` (an id or code used twice), `parent-missing` (a parent
 * that is not above in the list), `path-broken` (a path that is not the parent's path and the own id).
 */
export function parseOffices(value: unknown): Result<OfficeList, OfficeListRefusal> {
  if (!Check(officeListSchema, value)) return refuse("not-an-office-list");
  const seen = new Map<OfficeId, Office>();
  const codes = new Set<string>();
  for (const office of value.offices) {
    if (seen.has(office.id) || codes.has(office.code)) return refuse("office-twice");
    const parent = office.parentId === null ? undefined : seen.get(office.parentId);
    if (office.parentId !== null && parent === undefined) return refuse("parent-missing");
    if (office.path !== (parent === undefined ? office.id : `${parent.path}.${office.id}`))
      return refuse("path-broken");
    seen.set(office.id, office);
    codes.add(office.code);
  }
  return accept(value);
}

/** Whether an office still works. */
export function isOpenOffice(office: Office): boolean {
  return office.closedOn === undefined;
}

/** Whether an office lies in the subtree of another. An office lies within itself. */
export function isWithin(path: string, ancestorPath: string): boolean {
  return path === ancestorPath || path.startsWith(`${ancestorPath}.`);
}

/** The feed shard of an office: the county's path for a county and all below it, else its own path (RF-5). */
export function shardOf(path: string): string {
  return path.split(".", 3).join(".");
}
