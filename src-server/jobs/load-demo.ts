import type { Role } from "../../src-shared/domain/permission/role.ts";
import type { OfficeKind } from "../../src-shared/domain/reference/office.ts";
import type { Province } from "../sync/province.ts";
import { addUsers } from "../store/user-store.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import { demoUserId, readDemoUsers } from "./demo-users.ts";

/** An account as the ready line prints it, for whoever tries the demo. */
export type DemoAccount = Readonly<{
  username: string;
  password: string;
  name: string;
  office: string;
  /** the short name and the kind of the office, by which the sign-in page lists the accounts */
  shortName: string;
  level: OfficeKind;
  roles: readonly Role[];
}>;

/**
 * Adds the demo's accounts, once: an account that is there stays as it is. They share one password and, unlike real
 * accounts, one hash of it.
 */
export async function loadDemoUsers(
  province: Province,
  hashPassword: (password: string) => Promise<string>,
): Promise<readonly DemoAccount[]> {
  const { password, users } = readDemoUsers();
  const passwordHash = await hashPassword(password);
  await addUsers(
    province.store.db,
    users.map((user) => ({ ...user, id: demoUserId(user.username), passwordHash })),
  );
  return users.map(({ username, name, office, roles }) => {
    const place = province.rules.offices.find(office);
    invariant(place, `${username}'s office is in resources/offices`);
    return { username, password, name, office: place.name, shortName: place.shortName, level: place.kind, roles };
  });
}
