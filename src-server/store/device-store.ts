import { and, eq, isNull, lt, max, or } from "drizzle-orm";

import { deviceId, userId, type DeviceId, type OfficeId, type UserId } from "../../src-shared/kernel/ids.ts";
import { minuteMs, type Instant } from "../../src-shared/kernel/instant.ts";
import { devices, users } from "./schema.ts";
import type { Executor } from "./store.ts";

/** A device and where the sequence of its actions stands. `publicKey` is raw Ed25519, base64url. */
export type Device = Readonly<{
  id: DeviceId;
  userId: UserId;
  publicKey: string;
  lastSeq: number;
  lastHash: string;
  lastEffectiveAt: Instant | null;
  emptiedAt: Instant | null;
  disabledAt: Instant | null;
}>;

type Row = typeof devices.$inferSelect;

function deviceFrom(row: Row): Device {
  const { publicKey, lastSeq, lastHash, lastEffectiveAt, emptiedAt, disabledAt } = row;
  return {
    id: deviceId(row.id),
    userId: userId(row.userId),
    publicKey,
    lastSeq,
    lastHash,
    lastEffectiveAt,
    emptiedAt,
    disabledAt,
  };
}

export async function findDevice(db: Executor, id: DeviceId): Promise<Device | null> {
  const [row] = await db.select().from(devices).where(eq(devices.id, id));
  return row ? deviceFrom(row) : null;
}

/** The device, locked until the end of the transaction: its actions are judged one batch at a time. */
export async function lockDevice(tx: Executor, id: DeviceId): Promise<Device | null> {
  const [row] = await tx.select().from(devices).where(eq(devices.id, id)).for("update");
  return row ? deviceFrom(row) : null;
}

export type NewDevice = Readonly<{ id: DeviceId; userId: UserId; publicKey: string; name: string; at: Instant }>;

/** Registers a device; one that is there already stays as it is. */
export async function addDevice(db: Executor, device: NewDevice): Promise<void> {
  const { id, publicKey, name, at } = device;
  await db
    .insert(devices)
    .values({ id, userId: device.userId, publicKey, name, lastSeq: 0, lastHash: "", registeredAt: at })
    .onConflictDoNothing();
}

export type Progress = Readonly<{ lastSeq: number; lastHash: string; lastEffectiveAt: Instant | null }>;

export async function writeProgress(tx: Executor, id: DeviceId, progress: Progress): Promise<void> {
  await tx.update(devices).set(progress).where(eq(devices.id, id));
}

/** Remembers when a device said that nothing waits on it: no later action of it was made before. */
export async function writeEmptied(db: Executor, id: DeviceId, at: Instant): Promise<void> {
  await db.update(devices).set({ emptiedAt: at, lastContactAt: at }).where(eq(devices.id, id));
}

/** Remembers when a device was in touch, to the minute: a desk asks often, and a minute is near enough. */
export async function noteContact(db: Executor, id: DeviceId, at: Instant): Promise<void> {
  await db
    .update(devices)
    .set({ lastContactAt: at })
    .where(and(eq(devices.id, id), or(isNull(devices.lastContactAt), lt(devices.lastContactAt, at - minuteMs))));
}

/** When the computers of an office that were ever in touch were so last; null for an office that has none. */
export async function readLine(
  db: Executor,
  office: OfficeId,
): Promise<Readonly<{ lastContactAt: Instant; emptiedAt: Instant | null }> | null> {
  const [row] = await db
    .select({ lastContactAt: max(devices.lastContactAt), emptiedAt: max(devices.emptiedAt) })
    .from(devices)
    .innerJoin(users, eq(devices.userId, users.id))
    .where(and(eq(users.officeId, office), isNull(devices.disabledAt), isNull(users.disabledAt)));
  if (!row || row.lastContactAt === null) return null;
  return { lastContactAt: Number(row.lastContactAt), emptiedAt: row.emptiedAt === null ? null : Number(row.emptiedAt) };
}

export async function disableDevice(db: Executor, id: DeviceId, at: Instant): Promise<void> {
  await db.update(devices).set({ disabledAt: at }).where(eq(devices.id, id));
}
