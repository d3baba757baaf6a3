import type { Role } from "../../src-shared/domain/permission/role.ts";
import type { OfficeId, UserId } from "../../src-shared/kernel/ids.ts";
import type { Profile } from "../../src-shared/protocol/session.ts";
import type { Province } from "./province.ts";

type Person = Readonly<{ id: UserId; username: string; name: string; office: OfficeId; roles: readonly Role[] }>;

/** An account as its desk remembers it. */
export function profileOf(province: Province, person: Person): Profile {
  const { username, name, office, roles } = person;
  const { offices } = province.rules;
  const officeName = offices.find(office)?.name ?? office;
  return { userId: person.id, username, name, office, officeName, roles: [...roles], hub: offices.hub };
}
