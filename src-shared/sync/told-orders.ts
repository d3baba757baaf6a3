import Value from "typebox/value";

import { evolve, replay } from "../domain/work-order/evolve.ts";
import type { WorkOrder } from "../domain/work-order/work-order.ts";
import { jsonSum } from "../kernel/json-sum.ts";
import { pack } from "../protocol/columns/pack.ts";
import { unpack } from "../protocol/columns/unpack.ts";
import { toldOrderFrame, type Told, type ToldOrder } from "../protocol/told-orders.ts";

/** An order to be told, and the version of it that the reader has, as far as is known; 0 when it is not. */
export type Telling = Readonly<{ order: WorkOrder; from: number; openings?: ToldOrder["openings"] }>;

/** So many orders are worth columns: what they need around them is more than they save on fewer. */
const packedFrom = 8;

/** Whether an order is what its events add up to, so that a reader who replays them comes to the same. */
export function canBeTold(order: WorkOrder): boolean {
  try {
    return jsonSum(replay(order.timeline)) === jsonSum(order);
  } catch {
    return false;
  }
}

/** Orders as what happened to them. @see docs/spec/told-orders.md TO-10 */
export function tellOrders(tellings: readonly Telling[]): Told {
  const orders = tellings.map(({ order, from, openings }): ToldOrder => ({
    events: order.timeline.slice(from),
    from,
    orderId: order.id,
    ...(openings && { openings }),
  }));
  const sum = jsonSum(tellings.map(({ order }) => order));
  return tellings.length < packedFrom ? { sum, orders } : { sum, packed: pack(orders) };
}

/**
 * What was told, out of its columns; null when it cannot be read. Only what replaying needs is looked at: the sum says
 * whether the events are the province's, and looking at each of them costs more than replaying it.
 */
export function toldOrders({ orders, packed }: Told): readonly ToldOrder[] | null {
  if (packed === undefined) return orders ?? [];
  try {
    const unpacked: readonly unknown[] = unpack(packed);
    return unpacked.every(isToldOrder) ? unpacked : null;
  } catch {
    return null;
  }
}

function isToldOrder(told: unknown): told is ToldOrder {
  if (!Value.Check(toldOrderFrame, told)) return false;
  return told.events.every((event) => typeof event === "object" && event !== null);
}

/**
 * The orders that were told, given the copies that the reader has of those that are told in part. Null when that is not
 * certain: a copy is missing, older or of another form than was thought, or what came out is not what was summed up.
 * @see docs/spec/told-orders.md TO-11
 */
export function hearOrders(
  told: readonly ToldOrder[],
  sum: number,
  copies: ReadonlyMap<string, WorkOrder>,
): readonly WorkOrder[] | null {
  try {
    const orders = told.flatMap((one) => heard(one, copies) ?? []);
    return orders.length === told.length && jsonSum(orders) === sum ? orders : null;
  } catch {
    return null;
  }
}

function heard({ orderId, from, events }: ToldOrder, copies: ReadonlyMap<string, WorkOrder>): WorkOrder | undefined {
  if (from === 0) return replay(events);
  const copy = copies.get(orderId);
  if (copy === undefined || copy.version < from || copy.version > from + events.length) return undefined;
  return events.slice(copy.version - from).reduce<WorkOrder>(evolve, copy);
}
