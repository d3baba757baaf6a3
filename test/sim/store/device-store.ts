import type { Device, NewDevice, Progress } from "../../../src-server/store/device-store.ts";
import type { Executor } from "../../../src-server/store/store.ts";
import { deviceId, userId, type DeviceId } from "../../../src-shared/kernel/ids.ts";
import { minuteMs, type Instant } from "../../../src-shared/kernel/instant.ts";
import { statement } from "./executor.ts";
import type { MemoryTransaction } from "./memory-database.ts";
import { table } from "./tables.ts";

type Row = NonNullable<ReturnType<typeof table.devices.get>>;

function deviceFrom(row: Row | null): Device | null {
  if (row === null) return null;
  const { publicKey, lastSeq, lastHash, lastEffectiveAt, emptiedAt, disabledAt } = row;
  const ids = { id: deviceId(row.id), userId: userId(row.userId) };
  return { ...ids, publicKey, lastSeq, lastHash, lastEffectiveAt, emptiedAt, disabledAt };
}

/** The twin of src-server/store/device-store.ts. */
export function findDevice(executor: Executor, id: DeviceId): Promise<Device | null> {
  return statement(executor, (tx) => deviceFrom(table.devices.get(tx, id)));
}

export function lockDevice(executor: Executor, id: DeviceId): Promise<Device | null> {
  return statement(executor, async (tx) => deviceFrom(await table.devices.lock(tx, id)));
}

export function addDevice(executor: Executor, device: NewDevice): Promise<void> {
  return statement(executor, async (tx) => {
    await table.devices.lockKey(tx, device.id);
    if (table.devices.get(tx, device.id)) return;
    const { id, publicKey, name, at } = device;
    const unknown = { lastEffectiveAt: null, emptiedAt: null, lastContactAt: null, disabledAt: null };
    const row = { id, userId: device.userId, publicKey, name, lastSeq: 0, lastHash: "", registeredAt: at };
    table.devices.put(tx, id, { ...row, ...unknown });
  });
}

async function change(tx: MemoryTransaction, id: DeviceId, part: Partial<Row>): Promise<void> {
  const row = await table.devices.lock(tx, id);
  if (row) table.devices.put(tx, id, { ...row, ...part });
}

export function writeProgress(executor: Executor, id: DeviceId, progress: Progress): Promise<void> {
  return statement(executor, (tx) => change(tx, id, progress));
}

export function writeEmptied(executor: Executor, id: DeviceId, at: Instant): Promise<void> {
  return statement(executor, (tx) => change(tx, id, { emptiedAt: at, lastContactAt: at }));
}

export function noteContact(executor: Executor, id: DeviceId, at: Instant): Promise<void> {
  return statement(executor, async (tx) => {
    const last = table.devices.get(tx, id)?.lastContactAt ?? null;
    if (last === null || last < at - minuteMs) await change(tx, id, { lastContactAt: at });
  });
}

export function disableDevice(executor: Executor, id: DeviceId, at: Instant): Promise<void> {
  return statement(executor, (tx) => change(tx, id, { disabledAt: at }));
}
