import { createHash } from "node:crypto";
import { Type, type Static } from "typebox";
import Value from "typebox/value";

import type { Actor, ColleagueLookup } from "../../src-shared/domain/decision.ts";
import { roleSchema } from "../../src-shared/domain/permission/role.ts";
import { officeIdSchema, userId, type UserId } from "../../src-shared/kernel/ids.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import { readResource } from "../store/read-resources.ts";

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
export type DemoUsers = Readonly<Static<typeof demoUsersSchema>>;

/** The accounts of resources/demo. @throws InvariantBroken when the file has another shape */
export function readDemoUsers(): DemoUsers {
  const value = readResource("demo", "users.json");
  invariant(Value.Check(demoUsersSchema, value), "resources/demo/users.json has the shape of demo accounts");
  return value;
}

/** The id of a demo account, the same in every demo. */
export function demoUserId(username: string): UserId {
  return userId(demoUuid(`demo user ${username}`));
}

/** A UUID that a text alone decides. */
export function demoUuid(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Finds the people of the demo by their usernames. The function it returns throws InvariantBroken for a stranger. */
export function demoActors(users: DemoUsers["users"]): (username: string) => Actor {
  const byName = new Map(users.map((user) => [user.username, user]));
  return (username) => {
    const user = byName.get(username);
    invariant(user, `${username} is a demo account`);
    return { id: demoUserId(username), name: user.name, office: user.office, roles: user.roles };
  };
}

/** The people of the demo as decisions look them up. */
export function demoColleagues(users: DemoUsers["users"]): ColleagueLookup {
  const byId = new Map(users.map(({ username, ...user }) => [demoUserId(username), user]));
  return {
    find: (id) => {
      const user = byId.get(id);
      return user && { id, name: user.name, office: user.office, roles: user.roles };
    },
  };
}
