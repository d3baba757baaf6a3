import type { NewUser, User, UserChange } from "../../../src-server/store/user-store.ts";
import type { Executor } from "../../../src-server/store/store.ts";
import { officeId, userId, type UserId } from "../../../src-shared/kernel/ids.ts";
import type { Role } from "../../../src-shared/domain/permission/role.ts";
import { statement } from "./executor.ts";
import { table } from "./tables.ts";

type Row = NonNullable<ReturnType<typeof table.users.get>>;

function userFrom(row: Row): User {
  const { username, name, passwordHash, disabledAt, oneTimeUntil } = row;
  const roles = row.roles as Role[];
  const office = officeId(row.officeId);
  return { id: userId(row.id), username, name, office, roles, passwordHash, disabledAt, oneTimeUntil };
}

/** The twin of src-server/store/user-store.ts. */
export function findUserByName(executor: Executor, username: string): Promise<User | null> {
  return statement(executor, (tx) => {
    const row = table.users.all(tx).find((one) => one.username === username);
    return row ? userFrom(row) : null;
  });
}

export function findUser(executor: Executor, id: UserId): Promise<User | null> {
  return statement(executor, (tx) => {
    const row = table.users.get(tx, id);
    return row && userFrom(row);
  });
}

export function lockUser(executor: Executor, id: UserId): Promise<User | null> {
  return statement(executor, async (tx) => {
    const row = await table.users.lock(tx, id);
    return row && userFrom(row);
  });
}

export function addUsers(executor: Executor, list: readonly NewUser[]): Promise<void> {
  return statement(executor, async (tx) => {
    for (const { office, roles, ...user } of list) {
      await table.users.lockKey(tx, user.id);
      const row = { oneTimeUntil: null, ...user, officeId: office, roles: [...roles], disabledAt: null };
      if (!table.users.get(tx, user.id)) table.users.put(tx, user.id, row);
    }
  });
}

export function changeUser(executor: Executor, id: UserId, change: UserChange): Promise<void> {
  const { office, roles, ...rest } = change;
  return statement(executor, async (tx) => {
    const row = await table.users.lock(tx, id);
    if (!row) return;
    const moved = office === undefined ? {} : { officeId: office };
    table.users.put(tx, id, { ...row, ...moved, ...(roles === undefined ? {} : { roles: [...roles] }), ...rest });
  });
}
