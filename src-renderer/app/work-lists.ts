import type { Role } from "../../src-shared/domain/permission/role.ts";
import type { WorkListName } from "../data/desk-api.ts";

/** `own`: worked off by whoever sits here; `watched`: others act on it; `look`: to look things up in. */
type Kind = "own" | "watched" | "look";
type Row = Readonly<{ list: WorkListName; kind: Kind; roles: readonly Role[] | "everyone" }>;

/**
 * Every list of the rail, in its order there, with the roles that work from it: to add one, add a row.
 * @see docs/spec/work-lists.md WL-1, WL-2
 */
const rows: readonly Row[] = [
  { list: "to-accept", kind: "own", roles: ["handler", "leader"] },
  { list: "in-handling", kind: "own", roles: ["handler"] },
  { list: "to-review", kind: "own", roles: ["leader"] },
  { list: "to-help", kind: "own", roles: ["handler", "leader"] },
  { list: "returns", kind: "own", roles: ["dispatcher", "leader"] },
  { list: "to-decide", kind: "own", roles: ["leader", "dispatcher", "supervisor"] },
  { list: "to-reply", kind: "own", roles: ["handler", "leader"] },
  { list: "to-judge", kind: "own", roles: ["supervisor"] },
  { list: "to-rule", kind: "own", roles: ["supervisor"] },
  { list: "to-supervise", kind: "own", roles: ["supervisor"] },
  { list: "to-dispatch", kind: "own", roles: ["operator", "dispatcher", "handler", "leader"] },
  { list: "to-call-back", kind: "own", roles: ["callback-agent"] },
  { list: "call-again", kind: "own", roles: ["callback-agent"] },
  { list: "to-inspect", kind: "own", roles: ["inspector"] },
  { list: "to-archive", kind: "own", roles: ["archivist"] },
  { list: "late-records", kind: "own", roles: ["dispatcher", "handler", "leader"] },
  { list: "incidents", kind: "watched", roles: ["dispatcher", "handler", "leader", "supervisor"] },
  { list: "mine", kind: "watched", roles: ["operator"] },
  { list: "own", kind: "watched", roles: ["leader"] },
  { list: "reply-awaited", kind: "watched", roles: ["supervisor"] },
  { list: "carded", kind: "watched", roles: ["supervisor", "leader"] },
  { list: "below", kind: "watched", roles: ["dispatcher", "leader", "supervisor"] },
  { list: "suspended", kind: "watched", roles: ["dispatcher", "supervisor"] },
  { list: "ended", kind: "look", roles: "everyone" },
  { list: "all", kind: "look", roles: "everyone" },
];

/** The work lists that a person's roles need, in one fixed order, and those to look things up in. */
export function workListsFor(
  roles: readonly Role[],
): Readonly<{ work: readonly WorkListName[]; look: readonly WorkListName[] }> {
  const needed = rows.filter((row) => row.roles === "everyone" || row.roles.some((role) => roles.includes(role)));
  return {
    work: needed.filter((row) => row.kind !== "look").map((row) => row.list),
    look: needed.filter((row) => row.kind === "look").map((row) => row.list),
  };
}

/** Whether others act on the orders of a list: they are looked after, not worked off. */
export function isWatched(list: WorkListName): boolean {
  return rows.some((row) => row.list === list && row.kind === "watched");
}
