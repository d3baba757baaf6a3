import { and, eq, isNull } from "drizzle-orm";

import { deviceId, userId, type DeviceId, type UserId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import { setups } from "./setup-schema.ts";
import type { Executor } from "./store.ts";

/** A setup packet that was made, and what became of it. */
export type Setup = Readonly<{
  id: string;
  userId: UserId;
  ticketHash: string;
  madeBy: UserId;
  expiresAt: Instant;
  revokedAt: Instant | null;
  usedAt: Instant | null;
  deviceId: DeviceId | null;
}>;

type NewSetup = Pick<Setup, "id" | "userId" | "ticketHash" | "madeBy" | "expiresAt"> & Readonly<{ madeAt: Instant }>;

export async function addSetup(tx: Executor, setup: NewSetup): Promise<void> {
  await tx.insert(setups).values(setup);
}

/** The packet, locked until the end of the transaction: of two computers that use it at once, one comes second. */
export async function lockSetup(tx: Executor, id: string): Promise<Setup | null> {
  const [row] = await tx.select().from(setups).where(eq(setups.id, id)).for("update");
  if (!row) return null;
  const { ticketHash, expiresAt, revokedAt, usedAt } = row;
  const device = row.deviceId === null ? null : deviceId(row.deviceId);
  const people = { userId: userId(row.userId), madeBy: userId(row.madeBy) };
  return { id: row.id, ...people, ticketHash, expiresAt, revokedAt, usedAt, deviceId: device };
}

export async function markSetupUsed(
  tx: Executor,
  id: string,
  use: Readonly<{ deviceId: DeviceId; usedAt: Instant }>,
): Promise<void> {
  await tx.update(setups).set(use).where(eq(setups.id, id));
}

/** Revokes what nobody has used yet of an account's setup packets; returns how many. */
export async function revokeSetups(tx: Executor, user: UserId, at: Instant): Promise<number> {
  const open = and(eq(setups.userId, user), isNull(setups.usedAt), isNull(setups.revokedAt));
  const rows = await tx.update(setups).set({ revokedAt: at }).where(open).returning({ id: setups.id });
  return rows.length;
}

/** Until when each account's setup packet that nobody has used yet is good. */
export async function readOpenSetups(db: Executor): Promise<ReadonlyMap<UserId, Instant>> {
  const rows = await db
    .select({ user: setups.userId, expiresAt: setups.expiresAt })
    .from(setups)
    .where(and(isNull(setups.usedAt), isNull(setups.revokedAt)));
  return new Map(rows.map(({ user, expiresAt }) => [userId(user), expiresAt]));
}
