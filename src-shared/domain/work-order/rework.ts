import { invariant } from "../../kernel/invariant.ts";
import { clocksFrom } from "../assignment/clocks.ts";
import { handlingTurn } from "../assignment/custody.ts";
import type { DecisionContext } from "../decision.ts";
import type { NextStep, Rework } from "./order-event.ts";
import type { WorkOrder } from "./work-order.ts";

/**
 * The order back in the hands of the office that did the work, with a completion limit of its own from now; the turns
 * above wait again.
 * @see docs/spec/life-cycle.md LC-40
 */
export function reworkOf(order: WorkOrder, context: DecisionContext): Readonly<{ next: NextStep; rework: Rework }> {
  const turn = handlingTurn(order);
  invariant(turn, "an order that was reported has a turn that handled it");
  return {
    next: { state: "handling", holder: turn.office },
    rework: { assignment: turn.id, completeBy: clocksFrom(context, order.classification).completeBy },
  };
}
