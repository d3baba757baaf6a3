import type { OfficeId } from "../../kernel/ids.ts";
import type { DecisionContext } from "../decision.ts";
import { replay } from "./evolve.ts";
import type { OrderEvent } from "./order-event.ts";
import type { WorkOrder } from "./work-order.ts";

/** The order as the author of a step saw it; undefined where that is not known, or where it is the order as it stands. */
export function asSeen(
  order: WorkOrder,
  { baseVersion = 0 }: Pick<DecisionContext, "baseVersion">,
): WorkOrder | undefined {
  return baseVersion >= order.version ? undefined : replay(order.timeline.slice(0, baseVersion));
}

/**
 * Whether somebody else has taken the order out of the author's office since its author saw it: what was written then
 * reaches the new holder late. Who passed the order on and then writes knows of it.
 * @see docs/spec/late.md LT-2
 */
export function movedSinceSeen(order: WorkOrder, context: DecisionContext): boolean {
  const { office, id } = context.actor;
  if (order.holder === office) return false;
  const seen = asSeen(order, context);
  if (seen?.holder !== office) return false;
  const left = order.timeline.slice(seen.version).find((event) => (placeAfter(event) ?? office) !== office);
  return left !== undefined && left.by !== id;
}

/** The office that an event moves the order to; null for one that leaves it where it is. */
function placeAfter(event: OrderEvent): OfficeId | null {
  if (event.type === "dispatched" || event.type === "forwarded") return event.assignment.office;
  return "next" in event ? (event.next?.holder ?? null) : null;
}
