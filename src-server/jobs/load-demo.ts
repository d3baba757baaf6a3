import type { Province } from "../sync/province.ts";
import { addUsers } from "../store/user-store.ts";
import { demoUserId, readDemoUsers } from "./demo-users.ts";

/** An account as the ready line prints it, for whoever tries the demo. */
export type DemoAccount = Readonly<{
  username: string;
  password: string;
  name: string;
  office: string;
  roles: readonly string[];
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
    const officeName = province.rules.offices.find(office)?.name ?? office;
    return { username, password, name, office: officeName, roles };
  });
}
