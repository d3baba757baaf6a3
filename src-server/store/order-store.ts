import { and, asc, eq, inArray, sql, type SQL } from "drizzle-orm";

import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { isEnded } from "../../src-shared/domain/work-order/order-state.ts";
import type { OrderId } from "../../src-shared/kernel/ids.ts";
import { inPages, writeInPages } from "./in-pages.ts";
import { visibility, workOrders } from "./schema.ts";
import type { Executor } from "./store.ts";

/** The orders of a set that exist, locked in id order until the end of the transaction. */
export async function lockOrders(tx: Executor, ids: readonly OrderId[]): Promise<readonly WorkOrder[]> {
  const rows = await inPages(ids.toSorted(), (page) =>
    tx
      .select({ body: workOrders.body })
      .from(workOrders)
      .where(inArray(workOrders.id, page))
      .orderBy(asc(workOrders.id))
      .for("update"),
  );
  return rows.map((row) => row.body);
}

export async function readOrders(db: Executor, ids: readonly OrderId[]): Promise<readonly WorkOrder[]> {
  const rows = await inPages(ids, (page) =>
    db.select({ body: workOrders.body }).from(workOrders).where(inArray(workOrders.id, page)),
  );
  return rows.map((row) => row.body);
}

const openPageSize = 500;

/**
 * Every order that has not ended, newest first. Read page by page: those of a whole province are more than a process
 * should hold at once, and whoever reads them keeps few.
 */
export async function* openOrders(db: Executor, pageSize = openPageSize): AsyncGenerator<WorkOrder, void, undefined> {
  const isOpen = eq(workOrders.ended, false);
  let place: PagePlace | null = null;
  do {
    const rows = await db
      .select({ body: workOrders.body })
      .from(workOrders)
      .where(place === null ? isOpen : and(isOpen, isAfter(place)))
      .orderBy(asc(workOrders.newestFirst), asc(workOrders.id))
      .limit(pageSize);
    for (const { body } of rows) yield body;
    const last: WorkOrder | undefined = rows.length < pageSize ? undefined : rows.at(-1)?.body;
    place = last ? { ended: false, registeredAt: last.registeredAt, id: last.id } : null;
  } while (place !== null);
}

/** The orders that have not ended and fit, newest first. */
export async function findOpenOrders(db: Executor, fits: (order: WorkOrder) => boolean): Promise<readonly WorkOrder[]> {
  const found: WorkOrder[] = [];
  for await (const order of openOrders(db)) if (fits(order)) found.push(order);
  return found;
}

/** Stores an order as it stands now. */
export async function saveOrder(tx: Executor, order: WorkOrder): Promise<void> {
  const { id, ...row } = rowOf(order);
  await tx
    .insert(workOrders)
    .values({ id, ...row })
    .onConflictDoUpdate({ target: workOrders.id, set: row });
}

/** Stores several orders as they stand now, a page in a statement. */
export async function saveOrders(tx: Executor, orders: readonly WorkOrder[]): Promise<void> {
  await writeInPages(orders, (page) =>
    tx.insert(workOrders).values(page.map(rowOf)).onConflictDoUpdate({ target: workOrders.id, set: asInserted }),
  );
}

/** Stores many new orders at once, without a log of how they came about: for trials of size. */
export async function addOrders(tx: Executor, orders: readonly WorkOrder[]): Promise<void> {
  await writeInPages(orders, (page) => tx.insert(workOrders).values(page.map(rowOf)));
}

const asInserted = {
  ...{ number: sql`excluded.number`, state: sql`excluded.state`, ended: sql`excluded.ended` },
  ...{ holder: sql`excluded.holder`, version: sql`excluded.version`, newestFirst: sql`excluded.newest_first` },
  ...{ size: sql`excluded.size`, body: sql`excluded.body` },
};

function rowOf(order: WorkOrder): typeof workOrders.$inferInsert {
  const { id, number, state, holder, version, registeredAt } = order;
  const size = Buffer.byteLength(JSON.stringify(order));
  return { id, number, state, ended: isEnded(state), holder, version, newestFirst: -registeredAt, size, body: order };
}

/** Where a page of orders ends: not ended first, newest first. */
export type PagePlace = Readonly<{ ended: boolean; registeredAt: number; id: string }>;

/** Whether somebody below a path may see the order of a row. */
export function isVisibleBelow(path: string): SQL {
  return sql`${workOrders.id} in (
    select ${visibility.orderId} from ${visibility}
    where ${visibility.office} <@ ${path}::ltree and not ${visibility.gone})`;
}

function isAfter(place: PagePlace): SQL {
  return sql`(${workOrders.ended}, ${workOrders.newestFirst}, ${workOrders.id}) > (
    ${place.ended}, ${-place.registeredAt}, ${place.id}::uuid)`;
}

/** A page of the orders visible below a path, not ended first, newest first. */
export async function readPage(
  db: Executor,
  path: string,
  page: Readonly<{ after: PagePlace | null; limit: number }>,
): Promise<readonly WorkOrder[]> {
  const rows = await db
    .select({ body: workOrders.body })
    .from(workOrders)
    .where(page.after ? and(isVisibleBelow(path), isAfter(page.after)) : isVisibleBelow(path))
    .orderBy(asc(workOrders.ended), asc(workOrders.newestFirst), asc(workOrders.id))
    .limit(page.limit);
  return rows.map((row) => row.body);
}

/** How many orders are visible below a path, and the bytes of them all. */
export async function measureVisible(db: Executor, path: string): Promise<Readonly<{ total: number; bytes: number }>> {
  const [row] = await db
    .select({ total: sql`count(*)`.mapWith(Number), bytes: sql`coalesce(sum(${workOrders.size}), 0)`.mapWith(Number) })
    .from(workOrders)
    .where(isVisibleBelow(path));
  return { total: row?.total ?? 0, bytes: row?.bytes ?? 0 };
}

/** Ids of all orders, a page at a time in id order. */
export async function readOrderIds(db: Executor, after: string | null, limit: number): Promise<readonly string[]> {
  const rows = await db
    .select({ id: workOrders.id })
    .from(workOrders)
    .where(after === null ? undefined : sql`${workOrders.id} > ${after}::uuid`)
    .orderBy(asc(workOrders.id))
    .limit(limit);
  return rows.map((row) => row.id);
}
