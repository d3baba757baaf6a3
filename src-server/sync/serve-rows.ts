import { orderFor } from "../../src-shared/domain/permission/withhold-worker.ts";
import { orderShape } from "../../src-shared/domain/work-order/order-shape.ts";
import type { FeedRow } from "../../src-shared/protocol/sync.ts";
import type { Told } from "../../src-shared/protocol/told-orders.ts";
import { canBeTold, tellOrders, type Telling } from "../../src-shared/sync/told-orders.ts";
import type { Province } from "./province.ts";
import type { Scope } from "./scope.ts";

/** A row as the office of a scope gets it: a confidential order without the worker where the office may not know (PR-4). */
export function servedTo({ rules }: Province, { office }: Scope): (row: FeedRow) => FeedRow {
  return (row) => (row.order ? { ...row, order: orderFor(office, rules.offices.hub, row.order) } : row);
}

/** Who reads, and which version of an order the reader has, as far as is known; 0 when it is not. */
export type Reader = Readonly<{ province: Province; scope: Scope; knownTo: (orderId: string) => number }>;

/**
 * Rows as a reader gets them. To one who replays events to our shape of order, orders are told by their events; those
 * that are served in another form than they have, or that are more than their events, travel whole all the same.
 * @see docs/spec/told-orders.md TO-13, TO-14
 */
export function servedPage(
  reader: Reader,
  rows: readonly FeedRow[],
  replays: number | undefined,
): Readonly<{ rows: FeedRow[]; told?: Told }> {
  const serve = servedTo(reader.province, reader.scope);
  if (replays !== orderShape) return { rows: rows.map(serve) };
  const whole: FeedRow[] = [];
  const tellings: Telling[] = [];
  for (const row of rows) {
    const served = serve(row);
    const { order } = served;
    if (order === null || order !== row.order || !canBeTold(order)) whole.push(served);
    else {
      const from = Math.min(order.version, reader.knownTo(order.id));
      tellings.push({ order, from, openings: served.openings });
    }
  }
  return tellings.length === 0 ? { rows: whole } : { rows: whole, told: tellOrders(tellings) };
}
