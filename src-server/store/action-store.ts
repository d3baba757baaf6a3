import { and, asc, between, eq, getTableColumns, gt, inArray, sql, type SQL } from "drizzle-orm";

import type { ClockGrade, OrderEvent } from "../../src-shared/domain/work-order/order-event.ts";
import type { ActionId, DeviceId, OfficeId, OrderId, UserId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import type { Verdict } from "../../src-shared/protocol/sync.ts";
import { inPages } from "./in-pages.ts";
import { actions, alarms, devices } from "./schema.ts";
import type { Executor } from "./store.ts";

/** An action and what became of it, as the log keeps it. */
export type LoggedAction = Readonly<{
  deviceId: DeviceId;
  seq: number;
  id: ActionId;
  userId: UserId;
  officeId: OfficeId;
  orderId: OrderId;
  type: string;
  envelope: string;
  verdict: Verdict;
  code: string | null;
  event: OrderEvent | null;
  orderVersion: number | null;
  orderNumber: string | null;
  receivedAt: Instant;
  effectiveAt: Instant;
  grade: ClockGrade;
  hash: string;
}>;

/** Appends to the log; returns the number of the receipt. */
export async function logAction(tx: Executor, action: LoggedAction): Promise<number> {
  const [row] = await tx.insert(actions).values(action).returning({ number: actions.number });
  if (!row) throw new Error("the log gave no number");
  return row.number;
}

/** Appends several at once, in this order; returns the numbers of the receipts by seq. All are of one device. */
export async function logActions(tx: Executor, list: readonly LoggedAction[]): Promise<ReadonlyMap<number, number>> {
  if (list.length === 0) return new Map();
  // One parameter for all rows: as many parameters as a batch has members take longer to write down than to store.
  const { seq, number } = actions;
  const rows = await tx.insert(actions).select(rowsOf(list)).returning({ seq, number });
  return new Map(rows.map((row) => [row.seq, row.number]));
}

/** The rows as a table, in seq order, each with the next number. */
function rowsOf(list: readonly LoggedAction[]): SQL {
  const columns = Object.entries(getTableColumns(actions));
  const given = columns.filter(([name]) => name !== "number");
  const shape = given.map(([name, column]) => sql`${sql.identifier(name)} ${sql.raw(column.getSQLType())}`);
  const chosen = columns.map(([name]) => (name === "number" ? nextNumber : sql`${sql.identifier(name)}`));
  return sql`select ${sql.join(chosen, comma)} from (select * from
    json_to_recordset(${JSON.stringify(list)}::json) as given (${sql.join(shape, comma)}) order by seq) as listed`;
}

const comma = sql`, `;
const nextNumber = sql`nextval(pg_get_serial_sequence('actions', 'number'))`;

export type LogRow = typeof actions.$inferSelect;

export async function findAction(tx: Executor, device: DeviceId, seq: number): Promise<LogRow | null> {
  const [row] = await tx
    .select()
    .from(actions)
    .where(and(eq(actions.deviceId, device), eq(actions.seq, seq)));
  return row ?? null;
}

/** The actions of a device from one seq to another, both included, in order. */
export async function readActions(
  db: Executor,
  device: DeviceId,
  seqs: readonly [number, number],
): Promise<readonly LogRow[]> {
  return db
    .select()
    .from(actions)
    .where(and(eq(actions.deviceId, device), between(actions.seq, ...seqs)))
    .orderBy(asc(actions.seq));
}

/** Which of these ids the log has already, whoever sent them. */
export async function knownIds(tx: Executor, ids: readonly ActionId[]): Promise<ReadonlySet<string>> {
  const rows = await inPages(ids, (page) =>
    tx.select({ id: actions.id }).from(actions).where(inArray(actions.id, page)),
  );
  return new Set(rows.map((row) => row.id));
}

/** A row of the log with the account that its device belongs to. */
export type LogCopy = LogRow & Readonly<{ deviceOwner: string }>;

/** All actions that came under an id, in commit order. */
export async function findCopies(tx: Executor, id: ActionId): Promise<readonly LogCopy[]> {
  const rows = await tx
    .select({ row: actions, deviceOwner: devices.userId })
    .from(actions)
    .innerJoin(devices, eq(devices.id, actions.deviceId))
    .where(eq(actions.id, id))
    .orderBy(asc(actions.number));
  return rows.map(({ row, deviceOwner }) => ({ ...row, deviceOwner }));
}

/** The parked actions after a number, in commit order, at most `limit`. */
export async function readParked(db: Executor, after: number, limit: number): Promise<readonly LogRow[]> {
  return db
    .select()
    .from(actions)
    .where(and(eq(actions.verdict, "parked"), gt(actions.number, after)))
    .orderBy(asc(actions.number))
    .limit(limit);
}

type Rejudged = Pick<LoggedAction, "verdict" | "code" | "event" | "orderVersion" | "orderNumber" | "type" | "officeId">;

/** Writes what became of a parked action after all, under a new number: it is committed now. */
export async function rewriteVerdict(
  tx: Executor,
  { deviceId, seq }: Pick<LogRow, "deviceId" | "seq">,
  outcome: Rejudged,
): Promise<void> {
  await tx
    .update(actions)
    .set({ ...outcome, number: nextNumber })
    .where(and(eq(actions.deviceId, deviceId), eq(actions.seq, seq)));
}

/** The events of an order in commit order. */
export async function readEvents(db: Executor, order: OrderId): Promise<readonly OrderEvent[]> {
  const rows = await db
    .select({ event: actions.event })
    .from(actions)
    .where(and(eq(actions.orderId, order), eq(actions.verdict, "applied")))
    .orderBy(asc(actions.number));
  return rows.flatMap((row) => row.event ?? []);
}

export type Alarm = Readonly<{ at: Instant; kind: string; deviceId: DeviceId; envelope: string }>;

export async function raiseAlarm(tx: Executor, alarm: Alarm): Promise<void> {
  await tx.insert(alarms).values(alarm);
}

export async function readAlarms(db: Executor, device: DeviceId): Promise<readonly Alarm[]> {
  const rows = await db.select().from(alarms).where(eq(alarms.deviceId, device)).orderBy(asc(alarms.id));
  return rows.map(({ at, kind, envelope }) => ({ at, kind, envelope, deviceId: device }));
}
