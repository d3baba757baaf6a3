import type { DecisionContext } from "../decision.ts";
import { officeAbove } from "../reference/office-above.ts";
import type { NextStep } from "../work-order/order-event.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import type { Assignment } from "./assignment.ts";
import { findAssignment } from "./custody.ts";

/** Where an order goes that a turn gives up: back to the turn above, or to whoever dispatched it, for dispatch. */
export function whereGivenBack(order: WorkOrder, turn: Assignment): NextStep {
  const parent = findAssignment(order, turn.parent);
  return parent ? { state: "handling", holder: parent.office } : { state: "awaiting-dispatch", holder: turn.from };
}

/**
 * The same for a person who must not have the order: it leaves an office that dispatched to itself. A turn above that is
 * the own office's, as a merge of offices makes it, keeps it: another person is named there.
 */
export function whereWithdrawn(order: WorkOrder, turn: Assignment, context: DecisionContext): NextStep {
  const next = whereGivenBack(order, turn);
  const isOwn = next.state === "awaiting-dispatch" && next.holder === turn.office;
  return isOwn ? { ...next, holder: officeAbove(context.rules.offices, turn.office) } : next;
}
