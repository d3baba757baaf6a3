import { createHash } from "node:crypto";
import { Type, type Static } from "typebox";
import Value from "typebox/value";

import { roleSchema } from "../../src-shared/domain/permission/role.ts";
import { officeIdSchema, userId, type UserId } from "../../src-shared/kernel/ids.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import { readResource } from "../store/read-resources.ts";
import { addUsers } from "../store/user-store.ts";
import type { Province } from "../sync/province.ts";

const demoUsersSchema = Type.Object({
  password: Type.String({ minLength: 12 }),
  users: Type.Array(
    Type.Object({
      username: Type.String({ pattern: "^[a-z0-9-]{1,40}$" }),
      name: Type.String({ minLength: 1, maxLength: 40 }),
      office: officeIdSchema,
      roles: Type.Array(roleSchema),
    }),
  ),
});
export type DemoUsers = Static<typeof demoUsersSchema>;

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

/** The demo accounts of resources/demo. @throws InvariantBroken when the file has another shape */
export function readDemoUsers(): DemoUsers {
  const value = readResource("demo", "users.json");
  invariant(Value.Check(demoUsersSchema, value), "resources/demo/users.json has the shape of demo accounts");
  return value;
}

/** The id of a demo account, the same in every demo. */
export function demoUserId(username: string): UserId {
  const hex = createHash("sha256").update(`demo user ${username}`).digest("hex");
  return userId(
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`,
  );
}
