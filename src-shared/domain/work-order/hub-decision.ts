import { Type, type Static } from "typebox";

import { deadline } from "../../calendar/add-working-time.ts";
import { orderIdSchema } from "../../kernel/ids.ts";
import { instantSchema } from "../../kernel/instant.ts";
import { invariant } from "../../kernel/invariant.ts";
import { requiredText } from "../../kernel/text.ts";
import { limitsAfterRest } from "../assignment/clocks.ts";
import { applied, rejected, type Decision, type DecisionContext } from "../decision.ts";
import { isCollective } from "../incident/incidents-of.ts";
import { openObjection } from "../objection/objectionable.ts";
import type { Refusal } from "../refusal.ts";
import { dictionaryCode } from "./classification.ts";
import { statesBefore, type MovingEvent } from "./life-cycle-edges.ts";
import { isEnded } from "./order-state.ts";
import type { WorkOrder } from "./work-order.ts";

export const suspendPayload = Type.Object(
  { reasonCode: dictionaryCode, reason: requiredText(2000), reviewBy: instantSchema },
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
  { retentionYears: Type.Integer({ minimum: 0, maximum: 100 }) },
  { additionalProperties: false },
);

/** Whether the hotline office may record such an event now; the refusal when it may not. */
function notForTheHub(order: WorkOrder, context: DecisionContext, event: MovingEvent): Refusal | null {
  if (context.actor.office !== context.rules.offices.hub) return "other-office";
  if (statesBefore(event).includes(order.state)) return null;
  return isEnded(order.state) ? "order-ended" : "state-moved";
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
  const refusal = notForTheHub(order, context, "suspended");
  if (refusal) return rejected(refusal);
  const { calendar, policy } = context.rules;
  const latest = deadline(calendar, context.at, policy.suspension.reviewWithin);
  if (payload.reviewBy < context.at || payload.reviewBy > latest) return rejected("review-too-far");
  return applied(context, order.round, { type: "suspended", ...payload });
}

/**
 * Decides that a suspended order goes on where it rested; its limits move by what was paused.
 * Refusals: `other-office`, `order-ended`, `state-moved`.
 * @see docs/spec/life-cycle.md LC-51, LC-52
 */
export function resumeOrder(
  order: WorkOrder,
  payload: Readonly<Static<typeof resumePayload>>,
  context: DecisionContext,
): Decision {
  const refusal = notForTheHub(order, context, "resumed");
  if (refusal) return rejected(refusal);
  invariant(order.suspension, "a suspended order says what it rests from");
  const next = { state: order.suspension.resumeState, holder: order.holder };
  const moved = limitsAfterRest(order, context);
  return applied(context, order.round, { type: "resumed", reason: payload.reason, next, moved });
}

/**
 * Decides that an order is not accepted (不予受理, before anybody handled it) or ended (终止办理, after): by the hotline
 * office alone, reason mandatory. Refusals: `other-office`, `order-ended`, `state-moved`.
 * @see docs/spec/life-cycle.md LC-53, LC-54 (source: docs/sources.md S5 arts 19, 21)
 */
export function endOrder(
  order: WorkOrder,
  payload: Readonly<Static<typeof endPayload>> & Readonly<{ as: "refused" | "terminated" }>,
  context: DecisionContext,
): Decision {
  const refusal = notForTheHub(order, context, payload.as);
  if (refusal) return rejected(refusal);
  return applied(context, order.round, {
    type: payload.as,
    reasonCode: payload.reasonCode,
    reason: payload.reason,
  });
}

/**
 * Decides that an order joins another about the same person and facts (并单): by the hotline office alone.
 * Refusals: `other-office`, `order-ended`, `merge-with-itself`.
 * @see docs/spec/life-cycle.md LC-55 (source: docs/sources.md S4 art. 25)
 */
export function mergeOrder(
  order: WorkOrder,
  payload: Readonly<Static<typeof mergePayload>>,
  context: DecisionContext,
): Decision {
  const refusal = notForTheHub(order, context, "merged");
  if (refusal) return rejected(refusal);
  if (payload.into === order.id) return rejected("merge-with-itself");
  return applied(context, order.round, { type: "merged", into: payload.into, reason: payload.reason });
}

/**
 * Decides that a closed order is filed (归档), by the hotline office, for as long as the policy asks at least.
 * Refusals: `other-office`, `order-ended`, `state-moved`, `objection-pending`, `retention-too-short`.
 * @see docs/spec/life-cycle.md LC-60, LC-61, docs/spec/objection.md OJ-9
 */
export function archiveOrder(
  order: WorkOrder,
  payload: Readonly<Static<typeof archivePayload>>,
  context: DecisionContext,
): Decision {
  const refusal = notForTheHub(order, context, "archived");
  if (refusal) return rejected(refusal);
  if (openObjection(order)) return rejected("objection-pending");
  const { years, collectiveYears } = context.rules.policy.retention;
  const least = isCollective(order) ? collectiveYears : years;
  if (payload.retentionYears < least) return rejected("retention-too-short");
  return applied(context, order.round, { type: "archived", retentionYears: payload.retentionYears });
}
