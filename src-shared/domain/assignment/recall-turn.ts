import { Type, type Static } from "typebox";

import { assignmentIdSchema } from "../../kernel/ids.ts";
import { requiredText } from "../../kernel/text.ts";
import { applied, rejected, type Decision, type DecisionContext } from "../decision.ts";
import { statesBefore } from "../work-order/life-cycle-edges.ts";
import { isEnded } from "../work-order/order-state.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { clocksFrom } from "./clocks.ts";
import { findAssignment } from "./custody.ts";
import { whereGivenBack } from "./given-back.ts";

export const recallPayload = Type.Object(
  { assignment: assignmentIdSchema, reason: requiredText(2000) },
  { additionalProperties: false },
);

/**
 * Decides whether an office may take back (召回) a turn that it dispatched or forwarded and nobody has accepted, with a
 * reason. The order is in the hands of the turn above again, or waits for dispatch; it counts as no return.
 * Refusals: `assignment-moved`, `other-office`, `order-ended`, `state-moved`.
 * @see docs/spec/assignment.md AS-50 to AS-53
 */
export function recallTurn(
  order: WorkOrder,
  payload: Readonly<Static<typeof recallPayload>>,
  context: DecisionContext,
): Decision {
  const turn = findAssignment(order, payload.assignment);
  if (!turn) return rejected("assignment-moved");
  if (turn.from !== context.actor.office) return rejected("other-office");
  if (!statesBefore("recalled").includes(order.state)) {
    return rejected(isEnded(order.state) ? "order-ended" : "state-moved");
  }
  if (turn.stage !== "awaiting-acceptance") return rejected("assignment-moved");
  return applied(context, order.round, {
    type: "recalled",
    assignment: turn.id,
    reason: payload.reason,
    next: whereGivenBack(order, turn),
    dispatchBy: clocksFrom(context, order.classification).dispatchBy,
  });
}
