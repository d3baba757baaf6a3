import { isEnded } from "../../src-shared/domain/work-order/order-state.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import type { FeedRow } from "../../src-shared/protocol/sync.ts";
import type { LineDoc, OrderDoc } from "./mirror-schema.ts";
import type { Place } from "./place.ts";
import { lineOf, sortKeys } from "./work-list.ts";

/** An order as the mirror has it; `at` is when it came. */
export type StoredOrder = Readonly<{ order: WorkOrder; at: Instant }>;

type Filing = Readonly<{ place: Place; pass: number; at: Instant }>;

/** The two documents of one order. */
export function rowDocs(order: WorkOrder, { place, pass, at }: Filing): Readonly<{ order: OrderDoc; line: LineDoc }> {
  const { id, version } = order;
  const line = lineOf(order);
  const ended = isEnded(order.state) ? 1 : 0;
  return {
    order: { id, version, pass, at, body: JSON.stringify(order) },
    line: { id, version, ...placeFields(place), ended, pass, ...sortKeys(line), line: JSON.stringify(line) },
  };
}

/** Where an order stands, as the copy keeps it. */
export function placeFields({ list, sides }: Place): Pick<LineDoc, "list" | "side" | "sides"> {
  return { list, side: sides.length > 0 ? 1 : 0, sides: sides.join(" ") };
}

type Known = ReadonlyMap<string, Readonly<{ version: number; pass: number }>>;

/**
 * The orders of a page that are not older than the copy: pages may overlap, and a repeated one must not take an order
 * back. A new first sync (`pass`) begins afresh: a restored province may know less than we do.
 */
export async function newerRows(
  rows: readonly FeedRow[],
  pass: number,
  known: (ids: string[]) => Promise<Known>,
): Promise<readonly WorkOrder[]> {
  const orders = new Map<string, WorkOrder>();
  for (const { order, openings } of rows) if (order) orders.set(order.id, openings ? { ...order, openings } : order);
  const copies = await known([...orders.keys()]);
  return [...orders.values()].filter((order) => {
    const copy = copies.get(order.id);
    return copy === undefined || copy.pass < pass || copy.version <= order.version;
  });
}
