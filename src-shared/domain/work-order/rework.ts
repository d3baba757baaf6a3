import { clocksFrom } from "../assignment/clocks.ts";
import type { DecisionContext } from "../decision.ts";
import type { NextStep, Rework } from "./order-event.ts";
import type { WorkOrder } from "./work-order.ts";

/**
 * A new round (退回重办) for the office that filed the last report, with a completion limit of its own from now.
 * Null when nobody has reported, so nobody can do it again.
 * @see docs/spec/life-cycle.md LC-40
 */
export function reworkOf(
  order: WorkOrder,
  context: DecisionContext,
): Readonly<{ next: NextStep; rework: Rework }> | null {
  const report = order.reports.findLast((one) => !one.supplementary);
  const turn = order.assignments.find((one) => one.id === report?.assignment);
  if (!turn) return null;
  return {
    next: { state: "handling", holder: turn.office },
    rework: { assignment: turn.id, completeBy: clocksFrom(context, order.classification).completeBy },
  };
}
