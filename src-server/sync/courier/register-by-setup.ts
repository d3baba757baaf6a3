import { createHash, timingSafeEqual } from "node:crypto";

import type { DeviceId, UserId } from "../../../src-shared/kernel/ids.ts";
import { accept, refuse, type Result } from "../../../src-shared/kernel/result.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import type { Application } from "../../../src-shared/protocol/courier.ts";
import { addDevice, findDevice } from "../../store/device-store.ts";
import { endSessionsOf } from "../../store/session-store.ts";
import { lockSetup, markSetupUsed, type Setup } from "../../store/setup-store.ts";
import type { Executor } from "../../store/store.ts";
import { inTransaction } from "../../store/transaction.ts";
import { changeUser, lockUser } from "../../store/user-store.ts";
import type { Province } from "../province.ts";
import { writeAudit } from "../write-audit.ts";
import { hashOfTicket, subjectOf } from "./prepare-setup.ts";

export type SetupRefusal =
  "setup-unknown" | "setup-expired" | "setup-used" | "setup-revoked" | "account-disabled" | "device-taken";

/**
 * A desk that was set up without a line. `publicKey` is its Ed25519 key, `address` where it was heard from, `userId` whose
 * desk it says it is, where it says so.
 */
export type Applicant = Readonly<{
  id: DeviceId;
  publicKey: string;
  application: Application;
  address: string;
  userId: UserId | null;
}>;

/**
 * Registers the device of a setup packet and gives the account the password that was chosen there: once. The same device
 * again changes nothing, so that its packets may come as often as they like.
 * Refuses `setup-unknown` (no such packet, a wrong proof, or one for another account), `setup-used` (by another device), `setup-revoked`,
 * `setup-expired`, `account-disabled`, `device-taken` (a device of that name has another key or account).
 * @see docs/spec/courier.md CP-45 to CP-48
 */
export async function registerBySetup(province: Province, applicant: Applicant): Promise<Result<null, SetupRefusal>> {
  const { application, userId } = applicant;
  return inTransaction(province.store, async (tx): Promise<Result<null, SetupRefusal>> => {
    const setup = await lockSetup(tx, application.setup);
    if (setup === null || !isProof(setup, application.ticket)) return refuse("setup-unknown");
    if (userId !== null && userId !== setup.userId) return refuse("setup-unknown");
    if (setup.usedAt !== null) return knownDevice(tx, setup, applicant);
    if (setup.revokedAt !== null) return refuse("setup-revoked");
    if (setup.expiresAt <= province.now()) return refuse("setup-expired");
    return register(tx, { province, setup, applicant });
  });
}

function isProof({ ticketHash }: Setup, ticket: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(ticketHash), digest(hashOfTicket(ticket)));
}

async function knownDevice(
  tx: Executor,
  setup: Setup,
  { id, publicKey }: Applicant,
): Promise<Result<null, SetupRefusal>> {
  if (setup.deviceId !== id) return refuse("setup-used");
  const device = await findDevice(tx, id);
  return device?.publicKey === publicKey ? accept(null) : refuse("device-taken");
}

async function register(
  tx: Executor,
  { province, setup, applicant }: Readonly<{ province: Province; setup: Setup; applicant: Applicant }>,
): Promise<Result<null, SetupRefusal>> {
  const { id, publicKey, application, address } = applicant;
  const at = province.now();
  const user = await lockUser(tx, setup.userId);
  if (user === null || user.disabledAt !== null) return refuse("account-disabled");
  await addDevice(tx, { id, userId: user.id, publicKey, name: tidyText(application.deviceName), at });
  const device = await findDevice(tx, id);
  if (device?.userId !== user.id || device.publicKey !== publicKey) return refuse("device-taken");
  if (device.disabledAt !== null) return refuse("account-disabled");
  await changeUser(tx, user.id, { passwordHash: application.passwordHash, oneTimeUntil: null });
  await endSessionsOf(tx, user.id, { at, reason: "password-changed" });
  await markSetupUsed(tx, setup.id, { deviceId: id, usedAt: at });
  const by = { userId: user.id, name: user.name, office: user.office, address, at };
  const detail = JSON.stringify({ setup: setup.id, device: id, deviceName: application.deviceName });
  await writeAudit(tx, by, { action: "setup-used", subject: subjectOf(user), detail, beforeHash: "", afterHash: "" });
  return accept(null);
}
