import type { Executor } from "../../store/store.ts";
import { lockUser, type User } from "../../store/user-store.ts";

/**
 * The account of a password that was just found right, locked until the end of the transaction; null when it was disabled
 * or given another password meanwhile. Comparing takes a tenth of a second and more, and what ends the sessions of an
 * account ends those that are there: one that the old password opens afterwards would stay.
 * @see docs/spec/session.md SN-7
 */
export async function lockProven(tx: Executor, { id, passwordHash }: User): Promise<User | null> {
  const user = await lockUser(tx, id);
  return user?.disabledAt === null && user.passwordHash === passwordHash ? user : null;
}
