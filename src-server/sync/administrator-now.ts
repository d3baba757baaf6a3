import {
  administersAccount,
  mayAdminister,
  type AdministrationTask,
  type Administrator,
} from "../../src-shared/domain/permission/administration.ts";
import type { UserId } from "../../src-shared/kernel/ids.ts";
import type { Executor } from "../store/store.ts";
import { lockUser, type User } from "../store/user-store.ts";
import type { Province } from "./province.ts";

// [Note: a right that was taken meanwhile] Between the check of a request and the change stand a password's hash and
// whatever the change waits for. An administrator whose roles are taken away in that time must not write with them, so the
// own account is read again, and held, where the change is written.
/**
 * Who administers, as the account is at this moment; it stays so until the transaction ends.
 * @returns null when the account has no right to the task any more, is disabled or is gone
 * @see docs/spec/administration.md AD-18
 */
export async function administratorNow(
  tx: Executor,
  { rules }: Pick<Province, "rules">,
  asked: Readonly<{ userId: UserId; task: AdministrationTask }>,
): Promise<Administrator | null> {
  const user = await lockUser(tx, asked.userId);
  if (user === null || user.disabledAt !== null || !mayAdminister(user.roles, asked.task)) return null;
  const office = rules.offices.find(user.office);
  return office === undefined ? null : { roles: user.roles, office, hub: rules.offices.hub };
}

/** Whether somebody administers an account at this moment. */
export async function administersNow(
  tx: Executor,
  { rules }: Pick<Province, "rules">,
  { userId, user }: Readonly<{ userId: UserId; user: User }>,
): Promise<boolean> {
  const by = await administratorNow(tx, { rules }, { userId, task: "users" });
  const office = rules.offices.find(user.office);
  return by !== null && office !== undefined && administersAccount(by, { office, roles: user.roles });
}
