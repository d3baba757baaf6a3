import { Type, type Static } from "typebox";

import { deadline } from "../../calendar/add-working-time.ts";
import { assignmentIdSchema } from "../../kernel/ids.ts";
import { requiredText } from "../../kernel/text.ts";
import { applied, notMyTurn, rejected, type Decision, type DecisionContext } from "../decision.ts";
import { dictionaryCode } from "../work-order/classification.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { clocksFrom } from "./clocks.ts";
import { activeAssignment, findAssignment } from "./custody.ts";

export const returnPayload = Type.Object(
  { assignment: assignmentIdSchema, reasonCode: dictionaryCode, reason: requiredText(2000) },
  { additionalProperties: false },
);

export const decideReturnPayload = Type.Object(
  { assignment: assignmentIdSchema, approved: Type.Boolean(), reason: requiredText(2000) },
  { additionalProperties: false },
);

/**
 * Decides whether the holder may ask to return (退单) its turn, with a reason, within the policy's limit
 * (two working days [SD2020]) of receiving it.
 * Refusals: `state-moved`, `other-office`, `assignment-moved`, `return-not-allowed`, `return-too-late`.
 * @see docs/spec/assignment.md AS-20..AS-22
 */
export function returnOrder(
  order: WorkOrder,
  payload: Readonly<Static<typeof returnPayload>>,
  context: DecisionContext,
): Decision {
  const refusal = notMyTurn(order, context, ["awaiting-acceptance"]);
  if (refusal) return rejected(refusal);
  const turn = findAssignment(order, payload.assignment);
  if (!turn || turn.stage !== "awaiting-acceptance") return rejected("assignment-moved");
  if (!turn.mayReturn) return rejected("return-not-allowed");
  const { calendar, policy } = context.rules;
  if (context.at > deadline(calendar, turn.dispatchedAt, policy.return.within)) return rejected("return-too-late");
  return applied(context, order.round, {
    type: "return-asked",
    assignment: turn.id,
    reasonCode: payload.reasonCode,
    reason: payload.reason,
    next: { state: "return-review", holder: turn.from },
  });
}

/**
 * Decides a return: approved, the order goes back to whoever passed it on; refused, it stays and may not be returned
 * again. Refusals: `state-moved`, `other-office`, `assignment-moved`.
 * @see docs/spec/assignment.md AS-23, AS-24
 */
export function decideReturn(
  order: WorkOrder,
  payload: Readonly<Static<typeof decideReturnPayload>>,
  context: DecisionContext,
): Decision {
  const refusal = notMyTurn(order, context, ["return-review"]);
  if (refusal) return rejected(refusal);
  const turn = activeAssignment(order);
  if (!turn || turn.id !== payload.assignment) return rejected("assignment-moved");
  const parent = findAssignment(order, turn.parent);
  const back = parent
    ? ({ state: "handling", holder: parent.office } as const)
    : ({ state: "awaiting-dispatch", holder: turn.from } as const);
  const stay = { state: "awaiting-acceptance", holder: turn.office } as const;
  return applied(context, order.round, {
    type: "return-decided",
    assignment: turn.id,
    approved: payload.approved,
    reason: payload.reason,
    next: payload.approved ? back : stay,
    dispatchBy: clocksFrom(context, order.classification).dispatchBy,
  });
}
