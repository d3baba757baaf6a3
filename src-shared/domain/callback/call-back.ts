import type { Static } from "typebox";

import { chinaDay } from "../../kernel/instant.ts";
import { applied, notMyTurn, rejected, type Decision, type DecisionContext } from "../decision.ts";
import type { Refusal } from "../refusal.ts";
import { reworkOf } from "../work-order/rework.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import type { CallbackFacts, callbackFactsSchema } from "./callback.ts";

/**
 * Decides one callback attempt (回访). Reached and well: on to inspection. Reached and poor (rating ≤ 2, or not solved):
 * rework, unless the hub rules the demand unreasonable. Not reached: the order stays until the policy's attempts, on
 * different days, are used up, and goes on as unreachable.
 * Refusals: `order-ended`, `state-moved`, `other-office`, `rating-missing`, `ruling-missing`, `malformed` (answers of a
 * worker who was not reached).
 * @see docs/spec/life-cycle.md LC-30 to LC-34
 */
export function callBack(
  order: WorkOrder,
  payload: Readonly<Static<typeof callbackFactsSchema>>,
  context: DecisionContext,
): Decision {
  const refusal = notMyTurn(order, context, "called-back") ?? unfit(payload);
  if (refusal) return rejected(refusal);
  const attempt = order.callbacks.filter((one) => one.round === order.round).length + 1;
  const fact = { type: "called-back", callback: payload, attempt } as const;
  if (isPoor(payload, context)) return applied(context, order.round, { ...fact, ...reworkOf(order, context) });
  const goesOn = payload.reached || isUnreachable(order, context);
  const state = goesOn ? "awaiting-inspection" : "awaiting-callback";
  return applied(context, order.round, { ...fact, next: { state, holder: order.holder }, rework: null });
}

function unfit(callback: CallbackFacts): Refusal | null {
  if (!callback.reached) return saysNothing(callback) ? null : "malformed";
  if (callback.solved === "unasked" || callback.resultRating === 0) return "rating-missing";
  if (callback.ruling === "unreasonable" && callback.rulingReason.trim() === "") return "ruling-missing";
  return null;
}

function saysNothing({ solved, resultRating, attitudeRating, ruling }: CallbackFacts): boolean {
  return solved === "unasked" && resultRating === 0 && attitudeRating === 0 && ruling === "none";
}

function isPoor(callback: CallbackFacts, context: DecisionContext): boolean {
  if (!callback.reached || callback.ruling === "unreasonable") return false;
  return callback.resultRating <= context.rules.policy.callback.reworkAtRating || callback.solved === "no";
}

function isUnreachable(order: WorkOrder, context: DecisionContext): boolean {
  const { attempts, onDifferentDays } = context.rules.policy.callback;
  const failed = order.callbacks.filter((one) => one.round === order.round && !one.reached).map((one) => one.at);
  const tried = [...failed, context.at];
  return (onDifferentDays ? new Set(tried.map(chinaDay)).size : tried.length) >= attempts;
}
