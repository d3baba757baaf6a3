import { and, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import Value from "typebox/value";

import { roleSchema, type Role } from "../../src-shared/domain/permission/role.ts";
import { officeId, userId, type OfficeId, type UserId } from "../../src-shared/kernel/ids.ts";
import { writeInPages } from "./in-pages.ts";
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
  /** set when the password is one that an administrator gave: good until then, to choose one's own */
  oneTimeUntil: number | null;
}>;

type Row = typeof users.$inferSelect;

function userFrom(row: Row): User {
  const { username, name, passwordHash, disabledAt, oneTimeUntil } = row;
  const roles = row.roles.filter((role) => Value.Check(roleSchema, role));
  const office = officeId(row.officeId);
  return { id: userId(row.id), username, name, office, roles, passwordHash, disabledAt, oneTimeUntil };
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

/** Every account of these offices, the disabled ones too, by office and name; the province's own account is none. */
export async function readUsersOf(db: Executor, officesOf: readonly OfficeId[]): Promise<readonly User[]> {
  if (officesOf.length === 0) return [];
  const rows = await db
    .select()
    .from(users)
    .where(and(inArray(users.officeId, [...officesOf]), isNotNull(users.passwordHash)))
    .orderBy(users.officeId, users.username);
  return rows.map(userFrom);
}

/** An account, locked until the end of the transaction. */
export async function lockUser(tx: Executor, id: UserId): Promise<User | null> {
  const [row] = await tx.select().from(users).where(eq(users.id, id)).for("update");
  return row ? userFrom(row) : null;
}

export type NewUser = Omit<User, "disabledAt" | "oneTimeUntil"> & Partial<Pick<User, "oneTimeUntil">>;

/** Adds accounts; one that is there already stays as it is. */
export async function addUsers(db: Executor, list: readonly NewUser[]): Promise<void> {
  const rows = list.map(({ office, roles, ...user }) => ({ ...user, officeId: office, roles: [...roles] }));
  await writeInPages(rows, (page) => db.insert(users).values(page).onConflictDoNothing());
}

export type UserChange = Readonly<{
  office?: OfficeId;
  roles?: readonly Role[];
  disabledAt?: number | null;
  passwordHash?: string;
  oneTimeUntil?: number | null;
}>;

export async function changeUser(db: Executor, id: UserId, change: UserChange): Promise<void> {
  const { office, roles, ...rest } = change;
  const set = {
    ...(office === undefined ? {} : { officeId: office }),
    ...(roles === undefined ? {} : { roles: [...roles] }),
    ...rest,
  };
  await db.update(users).set(set).where(eq(users.id, id));
}
