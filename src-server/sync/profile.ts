import type { Role } from "../../src-shared/domain/permission/role.ts";
import type { OfficeId, UserId } from "../../src-shared/kernel/ids.ts";
import type { Profile } from "../../src-shared/protocol/session.ts";
import type { Province } from "./province.ts";
import { scopeOf } from "./scope.ts";

type Person = Readonly<{ id: UserId; username: string; name: string; office: OfficeId; roles: readonly Role[] }>;

/** An account as its desk remembers it. @see docs/spec/visibility.md VI-12 */
export function profileOf(province: Province, person: Person): Profile {
  const { username, name, office, roles } = person;
  const { offices } = province.rules;
  const found = offices.find(office);
  const officeName = found?.name ?? office;
  const profile = { userId: person.id, username, name, office, officeName, roles: [...roles], hub: offices.hub };
  return found ? { ...profile, scope: scopeOf(found, roles).hash } : profile;
}
