import { isTurnedAway } from "../contact/contact.ts";
import type { WorkOrder } from "../work-order/work-order.ts";

/**
 * What became of the contacts (来电/诉求): each was answered at once, became an order of its own that was dispatched, was
 * merged into another, or was not accepted; `undecided` ones still wait for the first of these.
 */
export type ContactTally = Readonly<{
  contacts: number;
  direct: number;
  orders: number;
  merged: number;
  refused: number;
  undecided: number;
}>;

export type ContactOutcome = Exclude<keyof ContactTally, "contacts">;

/**
 * What became of the contact that began an order. An order that was dispatched and merged later counts as merged: the
 * other order is the one that is handled.
 * @see docs/spec/statistics.md ST-1, ST-3 (source: docs/sources.md S1, 来电 = 直接答复 + 工单)
 */
export function outcomeOf(order: WorkOrder): ContactOutcome {
  if (order.mergedInto !== null) return "merged";
  const [contact] = order.contacts;
  if (order.directAnswer !== null) return contact && isTurnedAway(contact) ? "refused" : "direct";
  if (order.state === "refused") return "refused";
  return order.assignments.length > 0 ? "orders" : "undecided";
}

/** Counts the contacts of a set of orders by what became of them; the parts add up to the whole (ST-2). */
export function tallyContacts(orders: Iterable<WorkOrder>): ContactTally {
  const tally = { contacts: 0, direct: 0, orders: 0, merged: 0, refused: 0, undecided: 0 };
  for (const order of orders) {
    tally.contacts += 1;
    tally[outcomeOf(order)] += 1;
  }
  return tally;
}
