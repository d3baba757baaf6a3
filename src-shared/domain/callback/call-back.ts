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
 * Refusals: `state-moved`, `other-office`, `rating-missing`, `ruling-missing`.
 * @see docs/spec/life-cycle.md LC-30..LC-34
 */
export function callBack(
  order: WorkOrder,
  payload: Readonly<Static<typeof callbackFactsSchema>>,
  context: DecisionContext,
): Decision {
  const refusal = notMyTurn(order, context, ["awaiting-callback"]) ?? incomplete(payload);
  if (refusal) return rejected(refusal);
  const attempt = order.callbacks.filter((one) => one.round === order.round).length + 1;
  const holder = order.holder;
  const stay = { state: "awaiting-callback", holder } as const;
  const onward = { state: "awaiting-inspection", holder } as const;
  if (!payload.reached) {
    const next = isUnreachable(order, context) ? onward : stay;
    return applied(context, order.round, { type: "called-back", callback: payload, attempt, next, rework: null });
  }
  const again = needsRework(payload, context) ? reworkOf(order, context) : null;
  const next = again?.next ?? onward;
  const rework = again?.rework ?? null;
  return applied(context, order.round, { type: "called-back", callback: payload, attempt, next, rework });
}

function incomplete(callback: CallbackFacts): Refusal | null {
  if (callback.reached && (callback.solved === "unasked" || callback.resultRating === 0)) return "rating-missing";
  if (callback.ruling === "unreasonable" && callback.rulingReason.trim() === "") return "ruling-missing";
  return null;
}

function needsRework(callback: CallbackFacts, context: DecisionContext): boolean {
  if (callback.ruling === "unreasonable") return false;
  return callback.resultRating <= context.rules.policy.callback.reworkAtRating || callback.solved === "no";
}

function isUnreachable(order: WorkOrder, context: DecisionContext): boolean {
  const failed = order.callbacks.filter((one) => one.round === order.round && !one.reached);
  const days = new Set([...failed.map((one) => chinaDay(one.at)), chinaDay(context.at)]);
  return days.size >= context.rules.policy.callback.attempts;
}
