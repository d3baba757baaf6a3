import type { OfficeId } from "../../kernel/ids.ts";
import type { OfficeLookup } from "../decision.ts";
import { isAtOrAbove } from "../reference/is-at-or-above.ts";
import type { OrderEvent } from "./order-event.ts";
import type { Opening } from "./order-opening.ts";
import type { WorkOrder } from "./work-order.ts";

/** A note or file that reached the order after it had moved on from its author's office (迟到的记录). */
export function isLateRecord(event: OrderEvent): boolean {
  return (event.type === "noted" || event.type === "attached") && event.afterMove;
}

// A look at masked data and the arrival of a file's bytes are on record, but nobody waits for them to be read.
const silent: ReadonlySet<OrderEvent["type"]> = new Set(["disclosed", "evidence-stored"]);

/**
 * The version up to which an order has something for the eyes of an office: what an office below it did, and, for the
 * holder, records that came late; 0 when there is nothing.
 * @see docs/spec/receipts.md RC-4
 */
export function newsFor(order: WorkOrder, office: OfficeId, offices: OfficeLookup): number {
  const isNews = (event: OrderEvent): boolean => {
    if (event.office === office || silent.has(event.type)) return false;
    return isAtOrAbove(offices, office, [event.office]) || (isLateRecord(event) && order.holder === office);
  };
  return order.timeline.findLastIndex(isNews) + 1;
}

/** The version up to which an office has opened an order; 0 when it never did. */
export function openedUpTo(openings: readonly Opening[], office: OfficeId): number {
  return Math.max(0, ...openings.filter((one) => one.office === office).map((one) => one.version));
}

/** The same for what has not been opened yet: null when the office has seen all that is there for it. */
export function unopenedBy(order: WorkOrder, office: OfficeId, offices: OfficeLookup): number | null {
  const version = newsFor(order, office, offices);
  return version > openedUpTo(order.openings ?? [], office) ? version : null;
}

/**
 * Who opened the order first after an event: an office above the event's own (上级已阅), or, of a record that came late,
 * the office that held the order. Null while nobody has.
 * @param position of the event on the timeline, from 0
 * @see docs/spec/receipts.md RC-8
 */
export function openedAfter(order: WorkOrder, position: number, offices: OfficeLookup): Opening | null {
  const event = order.timeline[position];
  if (!event) return null;
  const counts = ({ office, version }: Opening): boolean =>
    version > position &&
    office !== event.office &&
    (isAtOrAbove(offices, office, [event.office]) || isLateRecord(event));
  return (order.openings ?? []).filter(counts).toSorted((one, other) => one.at - other.at)[0] ?? null;
}

/**
 * The late records of other offices that the holder has not opened the order for, oldest first.
 * @see docs/spec/late.md LT-21
 */
export function unopenedLateRecords(order: WorkOrder, office: OfficeId): readonly OrderEvent[] {
  if (order.holder !== office) return [];
  const seen = openedUpTo(order.openings ?? [], office);
  return order.timeline.slice(seen).filter((event) => isLateRecord(event) && event.office !== office);
}
