import { Type } from "typebox";
import Value from "typebox/value";

import { replay } from "../../src-shared/domain/work-order/evolve.ts";
import type { OrderEvent } from "../../src-shared/domain/work-order/order-event.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { orderIdSchema } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import type { FeedRow } from "../../src-shared/protocol/sync.ts";
import { canBeTold } from "../../src-shared/sync/told-orders.ts";
import type { LineDoc, OrderDoc } from "./mirror-schema.ts";
import { fromOneByte, toOneByte } from "./one-byte-text.ts";
import type { Place } from "./place.ts";
import { lineOf, sortKeys } from "./work-list.ts";

/** An order as the mirror has it; `at` is when it came. */
export type StoredOrder = Readonly<{ order: WorkOrder; at: Instant }>;

/** A row to be kept; `isTold`: its order was replayed from its events, and came to what the province has. */
export type MirrorRow = FeedRow & Readonly<{ isTold?: boolean }>;

type Filing = Readonly<{ place: Place; pass: number; at: Instant; isTold?: boolean }>;

/** The two documents of one order. */
export function rowDocs(
  order: WorkOrder,
  { place, pass, at, isTold = false }: Filing,
): Readonly<{ order: OrderDoc; line: LineDoc }> {
  const { id, version } = order;
  const line = lineOf(order);
  return {
    order: { id, version, pass, at, body: bodyOf(order, isTold) },
    line: { id, version, ...placeFields(place), pass, ...sortKeys(line), line: JSON.stringify(line) },
  };
}

/**
 * An order as text. What most of a first sync's time goes into is the bytes that the browser's database writes, so an
 * order that is what its events add up to is kept as these, a good third less; reading it replays them.
 * @see docs/spec/local-store.md LS-58
 */
function bodyOf(order: WorkOrder, isTold: boolean): string {
  // Who has opened an order is kept beside it and is no event of it (docs/spec/receipts.md).
  const { openings, ...own } = order;
  return toOneByte(JSON.stringify(isTold || canBeTold(own) ? { events: own.timeline, openings } : order));
}

/** What the mirror wrote itself; only what tells its texts apart is looked at. */
const orderText = Type.Unsafe<WorkOrder>(Type.Object({ id: orderIdSchema, timeline: Type.Array(Type.Unknown()) }));
const eventsText = Type.Unsafe<
  Readonly<{ events: readonly OrderEvent[]; openings?: NonNullable<WorkOrder["openings"]> }>
>(Type.Object({ events: Type.Array(Type.Unknown()) }));

/** The order that a text says; undefined for one that is none. */
export function orderIn(body: string): WorkOrder | undefined {
  const said: unknown = JSON.parse(fromOneByte(body));
  if (Value.Check(orderText, said)) return said;
  if (!Value.Check(eventsText, said)) return undefined;
  const order = replay(said.events);
  return order && said.openings ? { ...order, openings: said.openings } : order;
}

/** Where an order stands, as the copy keeps it. */
export function placeFields({ list, sides }: Place): Pick<LineDoc, "list" | "side" | "sides"> {
  return { list, side: sides.length > 0 ? 1 : 0, sides: sides.join(" ") };
}
