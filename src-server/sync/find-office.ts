import type { Office } from "../../src-shared/domain/reference/office.ts";
import type { OfficeId } from "../../src-shared/kernel/ids.ts";
import type { Province } from "./province.ts";

/**
 * An office of the tree, also one that another server process has opened a moment ago.
 * @see docs/spec/administration.md AD-66
 */
export async function findOffice({ reference }: Province, id: OfficeId): Promise<Office | undefined> {
  const known = reference.current().rules.offices.find(id);
  if (known !== undefined) return known;
  await reference.refresh();
  return reference.current().rules.offices.find(id);
}
