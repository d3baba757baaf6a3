import type { Role } from "../../src-shared/domain/permission/role.ts";
import type { WorkListName } from "../data/desk-api.ts";

export const workListNames = [
  "to-accept",
  "in-handling",
  "to-review",
  "to-dispatch",
  "to-call-back",
  "to-inspect",
  "to-archive",
  "below",
  "suspended",
  "ended",
  "all",
] as const satisfies readonly WorkListName[];

const listsOf: Readonly<Partial<Record<Role, readonly WorkListName[]>>> = {
  operator: ["to-dispatch"],
  dispatcher: ["to-dispatch", "to-review", "below", "suspended"],
  handler: ["to-accept", "in-handling", "to-dispatch"],
  leader: ["to-accept", "to-review", "to-dispatch", "below"],
  "callback-agent": ["to-call-back"],
  inspector: ["to-inspect"],
  archivist: ["to-archive"],
  supervisor: ["below", "suspended"],
};

/** The work lists that a person's roles need, in one fixed order, and the two to look things up in. */
export function workListsFor(
  roles: readonly Role[],
): Readonly<{ work: readonly WorkListName[]; look: readonly WorkListName[] }> {
  const needed = new Set(roles.flatMap((role) => listsOf[role] ?? []));
  return { work: workListNames.filter((list) => needed.has(list)), look: ["ended", "all"] };
}
