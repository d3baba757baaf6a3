import { and, eq, isNotNull, isNull } from "drizzle-orm";
import Value from "typebox/value";

import { roleSchema, type Role } from "../../src-shared/domain/permission/role.ts";
import { officeId, userId, type OfficeId, type UserId } from "../../src-shared/kernel/ids.ts";
import { users } from "./schema.ts";
import type { Executor } from "./store.ts";

export type User = Readonly<{
  id: UserId;
  username: string;
  name: string;
  office: OfficeId;
  roles: readonly Role[];
  passwordHash: string | null;
  disabledAt: number | null;
}>;

type Row = typeof users.$inferSelect;

function userFrom(row: Row): User {
  const { username, name, passwordHash, disabledAt } = row;
  const roles = row.roles.filter((role) => Value.Check(roleSchema, role));
  return { id: userId(row.id), username, name, office: officeId(row.officeId), roles, passwordHash, disabledAt };
}

export async function findUserByName(db: Executor, username: string): Promise<User | null> {
  const [row] = await db.select().from(users).where(eq(users.username, username));
  return row ? userFrom(row) : null;
}

export async function findUser(db: Executor, id: UserId): Promise<User | null> {
  const [row] = await db.select().from(users).where(eq(users.id, id));
  return row ? userFrom(row) : null;
}

/** Everybody who can sign in, by name. */
export async function readColleagues(db: Executor): Promise<readonly User[]> {
  const rows = await db
    .select()
    .from(users)
    .where(and(isNull(users.disabledAt), isNotNull(users.passwordHash)))
    .orderBy(users.username);
  return rows.map(userFrom);
}

/** Adds accounts; one that is there already stays as it is. */
export async function addUsers(db: Executor, list: readonly Omit<User, "disabledAt">[]): Promise<void> {
  const rows = list.map(({ office, roles, ...user }) => ({ ...user, officeId: office, roles: [...roles] }));
  if (rows.length > 0) await db.insert(users).values(rows).onConflictDoNothing();
}

export type UserChange = Readonly<{ office?: OfficeId; roles?: readonly Role[]; disabledAt?: number | null }>;

export async function changeUser(db: Executor, id: UserId, change: UserChange): Promise<void> {
  const { office, roles, disabledAt } = change;
  const set = {
    ...(office === undefined ? {} : { officeId: office }),
    ...(roles === undefined ? {} : { roles: [...roles] }),
    ...(disabledAt === undefined ? {} : { disabledAt }),
  };
  await db.update(users).set(set).where(eq(users.id, id));
}
