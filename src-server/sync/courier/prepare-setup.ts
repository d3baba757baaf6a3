import { createHash, randomBytes, randomUUID } from "node:crypto";

import type { UserId } from "../../../src-shared/kernel/ids.ts";
import type { Instant } from "../../../src-shared/kernel/instant.ts";
import { accept, refuse, type Result } from "../../../src-shared/kernel/result.ts";
import { setupLivesMs } from "../../../src-shared/protocol/courier.ts";
import { addSetup, revokeSetups } from "../../store/setup-store.ts";
import type { Executor } from "../../store/store.ts";
import { inTransaction } from "../../store/transaction.ts";
import { lockUser, type User } from "../../store/user-store.ts";
import type { Province } from "../province.ts";
import { writeAudit, type AuditActor } from "../write-audit.ts";

/** A setup packet that may be made now. `ticket` is 32 random bytes, base64url; only its hash is kept here. */
export type PreparedSetup = Readonly<{ id: string; ticket: string; user: User; madeAt: Instant; expiresAt: Instant }>;

/** For whom, and whether the one who asks has the right to it still, asked where it is written. */
export type SetupAsked = Readonly<{ account: UserId; mayStill: (tx: Executor, user: User) => Promise<boolean> }>;

/**
 * Prepares a setup packet for an account and writes it into the audit. One that was made before and that nobody has used
 * is revoked by it. Refuses `no-such-user`, `account-disabled`, `no-right` (taken meanwhile).
 * @see docs/spec/courier.md CP-41, CP-42
 */
export async function prepareSetup(
  province: Province,
  by: AuditActor,
  { account, mayStill }: SetupAsked,
): Promise<Result<PreparedSetup, "no-such-user" | "account-disabled" | "no-right">> {
  const { at } = by;
  const setup = { id: randomUUID(), expiresAt: at + setupLivesMs, madeAt: at };
  const ticket = randomBytes(32).toString("base64url");
  return inTransaction(province.store, async (tx) => {
    const user = await lockUser(tx, account);
    if (user === null || user.passwordHash === null) return refuse("no-such-user" as const);
    if (!(await mayStill(tx, user))) return refuse("no-right");
    if (user.disabledAt !== null) return refuse("account-disabled");
    const revoked = await revokeSetups(tx, user.id, at);
    await addSetup(tx, { ...setup, userId: user.id, ticketHash: hashOfTicket(ticket), madeBy: by.userId });
    const detail = JSON.stringify({ setup: setup.id, expiresAt: setup.expiresAt, revoked });
    await writeAudit(tx, by, { action: "setup-made", subject: subjectOf(user), detail, beforeHash: "", afterHash: "" });
    return accept({ ...setup, ticket, user });
  });
}

/**
 * Makes an account's setup packet that nobody has used yet worth nothing. Refuses `no-such-user`, `no-right`,
 * `nothing-changed`.
 */
export async function revokeSetup(
  province: Province,
  by: AuditActor,
  { account, mayStill }: SetupAsked,
): Promise<Result<null, "no-such-user" | "no-right" | "nothing-changed">> {
  return inTransaction(province.store, async (tx) => {
    const user = await lockUser(tx, account);
    if (user === null) return refuse("no-such-user" as const);
    if (!(await mayStill(tx, user))) return refuse("no-right");
    if ((await revokeSetups(tx, user.id, by.at)) === 0) return refuse("nothing-changed");
    const deed = { action: "setup-revoked", subject: subjectOf(user), detail: "{}", beforeHash: "", afterHash: "" };
    await writeAudit(tx, by, deed);
    return accept(null);
  });
}

/** An account as the audit names it. */
export function subjectOf({ name, username }: User): string {
  return `${name}(${username})`;
}

/** How a ticket is kept. */
export function hashOfTicket(ticket: string): string {
  return createHash("sha256").update(`setup ${ticket}`).digest("base64url");
}
