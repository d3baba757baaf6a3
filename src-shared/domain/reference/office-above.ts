import type { OfficeId } from "../../kernel/ids.ts";
import type { Office } from "./office.ts";

/** The office directly above one in the tree; the hub for the hub itself and for an office that is not in the tree. */
export function officeAbove(
  offices: Readonly<{ find: (id: OfficeId) => Office | undefined; hub: OfficeId }>,
  id: OfficeId,
): OfficeId {
  return offices.find(id)?.parentId ?? offices.hub;
}
