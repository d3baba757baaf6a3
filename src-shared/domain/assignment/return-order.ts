import { Type, type Static } from "typebox";

import { deadline } from "../../calendar/add-working-time.ts";
import { assignmentIdSchema } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instant.ts";
import { requiredText } from "../../kernel/text.ts";
import { applied, notMyTurn, rejected, type Decision, type DecisionContext, type Rules } from "../decision.ts";
import { dictionaryCode } from "../work-order/classification.ts";
import type { NextStep } from "../work-order/order-event.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import type { Assignment } from "./assignment.ts";
import { clocksFrom } from "./clocks.ts";
import { activeAssignment, findAssignment, returnsAsked } from "./custody.ts";
import { whereGivenBack } from "./given-back.ts";

export const returnPayload = Type.Object(
  { assignment: assignmentIdSchema, reasonCode: dictionaryCode, reason: requiredText(2000) },
  { additionalProperties: false },
);

export const decideReturnPayload = Type.Object(
  { assignment: assignmentIdSchema, approved: Type.Boolean(), reason: requiredText(2000) },
  { additionalProperties: false },
);

/**
 * Decides whether the holder may ask to return (退单) its turn, with a reason, within the policy's limit of receiving it.
 * The first return of an order is judged by whoever passed it on, the second by the hub, for good.
 * Refusals: `order-ended`, `state-moved`, `other-office`, `assignment-moved`, `return-not-allowed`, `return-too-late`.
 * @see docs/spec/assignment.md AS-20, AS-21, AS-22 (source: docs/sources.md S3, S5 art. 22)
 */
export function returnOrder(
  order: WorkOrder,
  payload: Readonly<Static<typeof returnPayload>>,
  context: DecisionContext,
): Decision {
  const refusal = notMyTurn(order, context, "return-asked");
  if (refusal) return rejected(refusal);
  const turn = findAssignment(order, payload.assignment);
  if (!turn || turn.stage !== "awaiting-acceptance") return rejected("assignment-moved");
  if (!turn.mayReturn) return rejected("return-not-allowed");
  const { offices } = context.rules;
  if (context.at > returnBy(turn, context.rules)) return rejected("return-too-late");
  const judge = returnsAsked(order) === 0 ? turn.from : offices.hub;
  return applied(context, order.round, {
    type: "return-asked",
    assignment: turn.id,
    reasonCode: payload.reasonCode,
    reason: payload.reason,
    next: { state: "return-review", holder: judge },
  });
}

/** Until when a turn may be returned. */
export function returnBy(turn: Assignment, { calendar, policy }: Pick<Rules, "calendar" | "policy">): Instant {
  return deadline(calendar, turn.dispatchedAt, policy.return.within);
}

/**
 * Decides a return. Approved the first time, the order goes back to whoever passed it on; approved the second time, the
 * hub dispatches it anew. Refused, it stays and may not be returned again.
 * Refusals: `order-ended`, `state-moved`, `other-office`, `assignment-moved`.
 * @see docs/spec/assignment.md AS-23, AS-24, AS-25
 */
export function decideReturn(
  order: WorkOrder,
  payload: Readonly<Static<typeof decideReturnPayload>>,
  context: DecisionContext,
): Decision {
  const refusal = notMyTurn(order, context, "return-decided");
  if (refusal) return rejected(refusal);
  const turn = activeAssignment(order);
  if (!turn || turn.id !== payload.assignment) return rejected("assignment-moved");
  const stay = { state: "awaiting-acceptance", holder: turn.office } as const;
  return applied(context, order.round, {
    type: "return-decided",
    assignment: turn.id,
    approved: payload.approved,
    reason: payload.reason,
    next: payload.approved ? givenBackTo(order, turn, context) : stay,
    dispatchBy: clocksFrom(context, order.classification).dispatchBy,
  });
}

function givenBackTo(order: WorkOrder, turn: Assignment, context: DecisionContext): NextStep {
  if (returnsAsked(order) > 1) return { state: "awaiting-dispatch", holder: context.rules.offices.hub };
  return whereGivenBack(order, turn);
}
