import type { Static } from "typebox";

import { findAssignment } from "../assignment/custody.ts";
import { applied, rejected, type Decision, type DecisionContext } from "../decision.ts";
import { isEnded } from "../work-order/order-state.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import type { cardPayloads } from "./card-steps.ts";

type Payload<Type extends keyof typeof cardPayloads> = Readonly<Static<(typeof cardPayloads)[Type]>>;

/**
 * Decides the supervisor's finding (时间认定) whether a step was made in time, once, with a reason.
 * Refusals: `other-office`, `nothing-to-rule`.
 * @see docs/spec/fair-time.md FT-6
 */
export function adjudicateTime(
  order: WorkOrder,
  payload: Payload<"adjudicate-time">,
  context: DecisionContext,
): Decision {
  if (context.actor.office !== context.rules.offices.hub) return rejected("other-office");
  const doubt = order.doubts.find((one) => one.action === payload.action);
  if (!doubt || doubt.ruling) return rejected("nothing-to-rule");
  return applied(context, doubt.round, { type: "time-adjudicated", ...payload });
}

/**
 * Decides that the limits of an open order are counted anew, after a change of calendar or policy. The province itself
 * works the new limits out (recount-order.ts); here only turns that there are may move.
 * Refusals: `order-ended`, `assignment-moved`, `nothing-changed`.
 * @see docs/spec/cards.md CD-20
 */
export function recount(order: WorkOrder, payload: Payload<"recount">, context: DecisionContext): Decision {
  if (isEnded(order.state)) return rejected("order-ended");
  if (payload.moved.some((limit) => !findAssignment(order, limit.assignment))) return rejected("assignment-moved");
  if (payload.moved.length === 0 && payload.dispatchBy === undefined) return rejected("nothing-changed");
  return applied(context, order.round, { type: "recounted", ...payload });
}
