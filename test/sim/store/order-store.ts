import type { PagePlace } from "../../../src-server/store/order-store.ts";
import type { Executor } from "../../../src-server/store/store.ts";
import { isWithin } from "../../../src-shared/domain/reference/office.ts";
import { isEnded } from "../../../src-shared/domain/work-order/order-state.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import type { OrderId } from "../../../src-shared/kernel/ids.ts";
import { statement } from "./executor.ts";
import type { MemoryTransaction } from "./memory-database.ts";
import { table } from "./tables.ts";

/** The twin of src-server/store/order-store.ts. */
export function lockOrders(executor: Executor, ids: readonly OrderId[]): Promise<readonly WorkOrder[]> {
  return statement(executor, async (tx) => {
    const locked: WorkOrder[] = [];
    for (const id of ids.filter((one) => table.workOrders.get(tx, one)).toSorted()) {
      const order = await table.workOrders.lock(tx, id);
      if (order) locked.push(order);
    }
    return locked;
  });
}

export async function readOrders(executor: Executor, ids: readonly OrderId[]): Promise<readonly WorkOrder[]> {
  if (ids.length === 0) return [];
  return statement(executor, (tx) => ids.flatMap((id) => table.workOrders.get(tx, id) ?? []));
}

export function saveOrder(executor: Executor, order: WorkOrder): Promise<void> {
  return saveOrders(executor, [order]);
}

export async function saveOrders(executor: Executor, orders: readonly WorkOrder[]): Promise<void> {
  if (orders.length === 0) return;
  await statement(executor, async (tx) => {
    for (const order of orders) {
      await table.workOrders.lockKey(tx, order.id);
      // As a `jsonb` column keeps it.
      table.workOrders.put(tx, order.id, JSON.parse(JSON.stringify(order)) as WorkOrder);
    }
  });
}

/** The orders that somebody below a path may see. */
export function visibleBelow(tx: MemoryTransaction, path: string): readonly WorkOrder[] {
  const seen = table.visibility.all(tx).filter((sight) => !sight.gone && isWithin(sight.office, path));
  return [...new Set(seen.map((sight) => sight.orderId))].flatMap((id) => table.workOrders.get(tx, id) ?? []);
}

function placeOf({ state, registeredAt, id }: WorkOrder): PagePlace {
  return { ended: isEnded(state), registeredAt, id };
}

/** Not ended first, newest first, then by id. */
function compare(one: PagePlace, other: PagePlace): number {
  if (one.ended !== other.ended) return one.ended ? 1 : -1;
  if (one.registeredAt !== other.registeredAt) return other.registeredAt - one.registeredAt;
  return one.id < other.id ? -1 : Number(one.id > other.id);
}

export function readPage(
  executor: Executor,
  path: string,
  { after, limit }: Readonly<{ after: PagePlace | null; limit: number }>,
): Promise<readonly WorkOrder[]> {
  return statement(executor, (tx) =>
    visibleBelow(tx, path)
      .filter((order) => after === null || compare(placeOf(order), after) > 0)
      .toSorted((one, other) => compare(placeOf(one), placeOf(other)))
      .slice(0, limit),
  );
}

export function measureVisible(executor: Executor, path: string): Promise<Readonly<{ total: number; bytes: number }>> {
  return statement(executor, (tx) => {
    const visible = visibleBelow(tx, path);
    const bytes = visible.reduce((sum, order) => sum + Buffer.byteLength(JSON.stringify(order)), 0);
    return { total: visible.length, bytes };
  });
}

export function readOrderIds(executor: Executor, after: string | null, limit: number): Promise<readonly string[]> {
  return statement(executor, (tx) =>
    table.workOrders
      .all(tx)
      .map((order) => String(order.id))
      .filter((id) => after === null || id > after)
      .toSorted()
      .slice(0, limit),
  );
}
