import { Type, type Static } from "typebox";

import { deadline } from "../../calendar/add-working-time.ts";
import { orderIdSchema } from "../../kernel/ids.ts";
import { requiredText } from "../../kernel/text.ts";
import { applied, rejected, type Decision, type DecisionContext } from "../decision.ts";
import type { Refusal } from "../refusal.ts";
import { dictionaryCode } from "./classification.ts";
import { isEnded } from "./order-state.ts";
import type { WorkOrder } from "./work-order.ts";

export const suspendPayload = Type.Object(
  { reasonCode: dictionaryCode, reason: requiredText(2000), reviewBy: Type.Integer({ minimum: 0 }) },
  { additionalProperties: false },
);
export const resumePayload = Type.Object({ reason: requiredText(2000) }, { additionalProperties: false });
export const endPayload = Type.Object(
  { reasonCode: dictionaryCode, reason: requiredText(2000) },
  { additionalProperties: false },
);
export const mergePayload = Type.Object(
  { into: orderIdSchema, reason: requiredText(2000) },
  { additionalProperties: false },
);
export const archivePayload = Type.Object(
  { retentionYears: Type.Integer({ minimum: 10, maximum: 100 }) },
  { additionalProperties: false },
);

function notTheHub(order: WorkOrder, context: DecisionContext): Refusal | null {
  if (context.actor.office !== context.rules.offices.hub) return "other-office";
  return isEnded(order.state) ? "order-ended" : null;
}

/**
 * Decides a suspension (挂起): by the hotline office alone, with a reason and a review date within 30 days.
 * Refusals: `other-office`, `order-ended`, `state-moved`, `review-too-far`.
 * @see docs/spec/life-cycle.md LC-50
 */
export function suspendOrder(
  order: WorkOrder,
  payload: Readonly<Static<typeof suspendPayload>>,
  context: DecisionContext,
): Decision {
  const refusal = notTheHub(order, context);
  if (refusal) return rejected(refusal);
  if (order.state !== "handling") return rejected("state-moved");
  const { calendar, policy } = context.rules;
  const latest = deadline(calendar, context.at, policy.suspension.reviewWithin);
  if (payload.reviewBy < context.at || payload.reviewBy > latest) return rejected("review-too-far");
  return applied(context, order.round, { type: "suspended", ...payload });
}

/** Decides that a suspended order goes on where it rested. Refusals: `other-office`, `state-moved`. @see LC-51 */
export function resumeOrder(
  order: WorkOrder,
  payload: Readonly<Static<typeof resumePayload>>,
  context: DecisionContext,
): Decision {
  const refusal = notTheHub(order, context);
  if (refusal) return rejected(refusal);
  if (!order.suspension) return rejected("state-moved");
  const next = { state: order.suspension.resumeState, holder: order.holder };
  return applied(context, order.round, { type: "resumed", reason: payload.reason, next });
}

/**
 * Decides that an order is not accepted (不予受理, before anybody handled it) or ended (终止办理, after): by the hotline
 * office alone, reason mandatory. Refusals: `other-office`, `order-ended`, `state-moved`.
 * @see docs/spec/life-cycle.md LC-52, LC-53 (source: [Weifang] arts 19, 21)
 */
export function endOrder(
  order: WorkOrder,
  payload: Readonly<Static<typeof endPayload>> & Readonly<{ as: "refused" | "terminated" }>,
  context: DecisionContext,
): Decision {
  const refusal = notTheHub(order, context);
  if (refusal) return rejected(refusal);
  const beforeHandling = order.state === "registered" || order.state === "awaiting-dispatch";
  if (beforeHandling !== (payload.as === "refused")) return rejected("state-moved");
  return applied(context, order.round, {
    type: payload.as,
    reasonCode: payload.reasonCode,
    reason: payload.reason,
  });
}

/**
 * Decides that an order joins another about the same person and facts (并单): by the hotline office alone.
 * Refusals: `other-office`, `order-ended`, `merge-with-itself`.
 * @see docs/spec/life-cycle.md LC-54 (source: [Jinan] art. 25)
 */
export function mergeOrder(
  order: WorkOrder,
  payload: Readonly<Static<typeof mergePayload>>,
  context: DecisionContext,
): Decision {
  const refusal = notTheHub(order, context);
  if (refusal) return rejected(refusal);
  if (payload.into === order.id) return rejected("merge-with-itself");
  return applied(context, order.round, { type: "merged", into: payload.into, reason: payload.reason });
}

/** Decides that a closed order is filed (归档). Refusals: `other-office`, `state-moved`. @see docs/spec/life-cycle.md LC-60 */
export function archiveOrder(
  order: WorkOrder,
  payload: Readonly<Static<typeof archivePayload>>,
  context: DecisionContext,
): Decision {
  if (context.actor.office !== context.rules.offices.hub) return rejected("other-office");
  if (order.state !== "closed") return rejected("state-moved");
  return applied(context, order.round, { type: "archived", retentionYears: payload.retentionYears });
}
