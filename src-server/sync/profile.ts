import type { Role } from "../../src-shared/domain/permission/role.ts";
import type { OfficeId, UserId } from "../../src-shared/kernel/ids.ts";
import type { Profile } from "../../src-shared/protocol/session.ts";
import { readPath } from "../store/office-store.ts";
import { findOffice } from "./find-office.ts";
import type { Province } from "./province.ts";
import { scopeOf } from "./scope.ts";

type Person = Readonly<{ id: UserId; username: string; name: string; office: OfficeId; roles: readonly Role[] }>;

/** An account as its desk remembers it, with its scope as cursors name it. @see docs/spec/visibility.md VI-12, VI-52 */
export async function profileOf(province: Province, person: Person): Promise<Profile> {
  const { username, name, office, roles } = person;
  const path = await readPath(province.store.db, office);
  const officeName = (await findOffice(province, office))?.name ?? office;
  const { hub } = province.rules.offices;
  const profile = { userId: person.id, username, name, office, officeName, roles: [...roles], hub };
  return path === null ? profile : { ...profile, scope: scopeOf({ id: office, path }, roles).hash };
}
