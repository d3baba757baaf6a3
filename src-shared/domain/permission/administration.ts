import { accept, refuse, type Result } from "../../kernel/result.ts";
import type { OfficeId } from "../../kernel/ids.ts";
import { isWithin, type Office } from "../reference/office.ts";
import type { Role } from "./role.ts";

/** What is administered. System, security and audit are kept apart (docs/spec/administration.md AD-13). */
export const administrationTasks = ["users", "reference", "history", "audit"] as const;
export type AdministrationTask = (typeof administrationTasks)[number];

const tasksOf: Readonly<Partial<Record<Role, readonly AdministrationTask[]>>> = {
  "office-administrator": ["users"],
  "security-administrator": ["users"],
  "system-administrator": ["reference", "history"],
  "audit-administrator": ["audit", "history"],
};

/**
 * Whether roles give a right to administer: accounts (`users`), what is published (`reference`), to read its versions
 * (`history`), to read the audit (`audit`).
 * @see docs/spec/administration.md AD-10
 */
export function mayAdminister(roles: readonly string[], task: AdministrationTask): boolean {
  return Object.entries(tasksOf).some(([role, tasks]) => roles.includes(role) && tasks.includes(task));
}

const apart: readonly Role[] = ["system-administrator", "security-administrator", "audit-administrator"];

/** Who administers accounts. `office` is the administrator's own. */
export type Administrator = Readonly<{ roles: readonly string[]; office: Office; hub: OfficeId }>;
export type AccountRight = Readonly<{ office: Office; roles: readonly string[] }>;

/** Whether an account is among those that somebody administers: all, or those of the own office and below. */
export function administersAccount(by: Administrator, account: AccountRight): boolean {
  if (by.roles.includes("security-administrator")) return true;
  if (!by.roles.includes("office-administrator") || !isWithin(account.office.path, by.office.path)) return false;
  return !account.roles.some((role) => apart.some((one) => one === role));
}

/**
 * Whether an administrator may give an account this office and these roles.
 * Refuses: `no-such-user` (not among the administrator's), `office-closed`, `bad-account` (no role at all), `roles-apart`
 * (two of system, security and audit, or one of them outside the province or together with work at orders).
 * @see docs/spec/administration.md AD-12, AD-13
 */
export function checkAccountRight(
  by: Administrator,
  account: AccountRight,
): Result<null, "no-such-user" | "office-closed" | "bad-account" | "roles-apart"> {
  if (!administersAccount(by, account)) return refuse("no-such-user");
  if (account.office.closedOn !== undefined) return refuse("office-closed");
  if (account.roles.length === 0) return refuse("bad-account");
  const held = account.roles.filter((role) => apart.some((one) => one === role));
  const alone = account.roles.length === 1 && account.office.id === by.hub;
  return held.length === 0 || alone ? accept(null) : refuse("roles-apart");
}
