import type { Alarm, LogCopy, LoggedAction, LogRow } from "../../../src-server/store/action-store.ts";
import type { Executor } from "../../../src-server/store/store.ts";
import type { OrderEvent } from "../../../src-shared/domain/work-order/order-event.ts";
import type { ActionId, DeviceId, OrderId } from "../../../src-shared/kernel/ids.ts";
import { statement } from "./executor.ts";
import { DatabaseError, type MemoryTransaction } from "./memory-database.ts";
import { table } from "./tables.ts";

const keyOf = (device: string, seq: number): string => `${device} ${seq}`;

/** The twin of src-server/store/action-store.ts. */
export function logAction(executor: Executor, action: LoggedAction): Promise<number> {
  return statement(executor, (tx) => insert(tx, action));
}

async function insert(tx: MemoryTransaction, action: LoggedAction): Promise<number> {
  const number = tx.database.nextOf("actions");
  const key = keyOf(action.deviceId, action.seq);
  await tx.database.lock(tx, `unique actions ${key}`);
  if (table.actions.get(tx, key))
    throw new DatabaseError("23505", "device and seq are taken", "actions_device_id_seq_pk");
  await claimId(tx, action);
  table.actions.put(tx, key, { ...stored(action), number });
  return number;
}

export async function logActions(
  executor: Executor,
  list: readonly LoggedAction[],
): Promise<ReadonlyMap<number, number>> {
  const numbers = new Map<number, number>();
  if (list.length === 0) return numbers;
  return statement(executor, async (tx) => {
    for (const action of list) numbers.set(action.seq, await insert(tx, action));
    return numbers;
  });
}

/** As a `jsonb` column keeps it: what is undefined is not there. */
function stored<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

/** An id is applied once. */
async function claimId(tx: MemoryTransaction, action: Pick<LoggedAction, "id" | "verdict">): Promise<void> {
  if (action.verdict !== "applied") return;
  await tx.database.lock(tx, `unique actions_id ${action.id}`);
  const taken = table.actions.all(tx).some((row) => row.id === action.id && row.verdict === "applied");
  if (taken) throw new DatabaseError("23505", "the id is taken", "actions_id");
}

export function findAction(executor: Executor, device: DeviceId, seq: number): Promise<LogRow | null> {
  return statement(executor, (tx) => table.actions.get(tx, keyOf(device, seq)));
}

export function readActions(
  executor: Executor,
  device: DeviceId,
  [first, last]: readonly [number, number],
): Promise<readonly LogRow[]> {
  return statement(executor, (tx) =>
    table.actions
      .all(tx)
      .filter((row) => row.deviceId === device && row.seq >= first && row.seq <= last)
      .toSorted((one, other) => one.seq - other.seq),
  );
}

export function knownIds(executor: Executor, ids: readonly ActionId[]): Promise<ReadonlySet<string>> {
  const asked = new Set<string>(ids);
  return statement(executor, (tx) => {
    const known = table.actions.all(tx).filter((row) => asked.has(row.id));
    return new Set(known.map((row) => row.id));
  });
}

export function findCopies(executor: Executor, id: ActionId): Promise<readonly LogCopy[]> {
  return statement(executor, (tx) =>
    inOrder(table.actions.all(tx).filter((row) => row.id === id)).flatMap((row) => {
      const device = table.devices.get(tx, row.deviceId);
      return device ? [{ ...row, deviceOwner: device.userId }] : [];
    }),
  );
}

function inOrder(rows: readonly LogRow[]): readonly LogRow[] {
  return rows.toSorted((one, other) => one.number - other.number);
}

export function readParked(executor: Executor, after: number, limit: number): Promise<readonly LogRow[]> {
  return statement(executor, (tx) => {
    const parked = table.actions.all(tx).filter((row) => row.verdict === "parked" && row.number > after);
    return inOrder(parked).slice(0, limit);
  });
}

type Rejudged = Pick<LoggedAction, "verdict" | "code" | "event" | "orderVersion" | "orderNumber" | "type" | "officeId">;

export function rewriteVerdict(
  executor: Executor,
  { deviceId, seq }: Pick<LogRow, "deviceId" | "seq">,
  outcome: Rejudged,
): Promise<void> {
  return statement(executor, async (tx) => {
    const row = await table.actions.lock(tx, keyOf(deviceId, seq));
    if (!row) return;
    await claimId(tx, { id: row.id as ActionId, verdict: outcome.verdict });
    table.actions.put(tx, keyOf(deviceId, seq), { ...row, ...stored(outcome), number: tx.database.nextOf("actions") });
  });
}

export function readEvents(executor: Executor, order: OrderId): Promise<readonly OrderEvent[]> {
  return statement(executor, (tx) => {
    const rows = table.actions.all(tx).filter((row) => row.orderId === order && row.verdict === "applied");
    return inOrder(rows).flatMap((row) => row.event ?? []);
  });
}

export function raiseAlarm(executor: Executor, alarm: Alarm): Promise<void> {
  return statement(executor, (tx) => {
    const id = tx.database.nextOf("alarms");
    table.alarms.put(tx, String(id), { ...alarm, id });
  });
}

export function readAlarms(executor: Executor, device: DeviceId): Promise<readonly Alarm[]> {
  return statement(executor, (tx) =>
    table.alarms
      .all(tx)
      .filter((row) => row.deviceId === device)
      .map(({ at, kind, envelope }) => ({ at, kind, envelope, deviceId: device })),
  );
}
