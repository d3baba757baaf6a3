import type { WorkOrder } from "../work-order/work-order.ts";

/**
 * The orders that were merged into this one, by number, and how many contacts each brought along.
 * @see docs/spec/merge.md MG-1, docs/spec/life-cycle.md LC-86
 */
export function joinedFrom({ timeline }: Pick<WorkOrder, "timeline">): readonly Joined[] {
  return timeline.flatMap((event) =>
    event.type === "contacts-joined" ? [{ number: event.number, contacts: event.contacts.length }] : [],
  );
}
export type Joined = Readonly<{ number: string; contacts: number }>;
