import { moveTurns } from "../domain/assignment/move-turns.ts";
import { recallTurn } from "../domain/assignment/recall-turn.ts";
import type { Decision, DecisionContext } from "../domain/decision.ts";
import { decideExtension } from "../domain/extension/decide-extension.ts";
import { requestExtension } from "../domain/extension/request-extension.ts";
import { assignHandler } from "../domain/handler/assign-handler.ts";
import { recuse } from "../domain/handler/recuse.ts";
import { objectTo } from "../domain/objection/object-to.ts";
import { ruleObjection } from "../domain/objection/rule-objection.ts";
import { decideReopen, requestReopen } from "../domain/reopening/reopen-order.ts";
import type { WorkOrder } from "../domain/work-order/work-order.ts";
import { assertNever } from "../kernel/invariant.ts";
import type { Intent } from "./action.ts";

const requestTypes = [
  "request-extension",
  "decide-extension",
  "recall",
  "assign-handler",
  "move-turns",
  "recuse",
  "object",
  "rule-objection",
  "request-reopen",
  "decide-reopen",
] as const;

/** A request beside or across the life of an order, or the decision on one. */
export type RequestIntent = Extract<Intent, { type: (typeof requestTypes)[number] }>;

export function isRequestIntent(intent: Intent): intent is RequestIntent {
  return requestTypes.some((type) => type === intent.type);
}

/** What runs beside or across the life of an order: more time, taking back, people, objections, reopening. */
export function decideRequest(order: WorkOrder, intent: RequestIntent, context: DecisionContext): Decision {
  switch (intent.type) {
    case "request-extension":
      return requestExtension(order, intent.payload, context);
    case "decide-extension":
      return decideExtension(order, intent.payload, context);
    case "recall":
      return recallTurn(order, intent.payload, context);
    case "assign-handler":
      return assignHandler(order, intent.payload, context);
    case "move-turns":
      return moveTurns(order, intent.payload, context);
    case "recuse":
      return recuse(order, intent.payload, context);
    case "object":
      return objectTo(order, intent.payload, context);
    case "rule-objection":
      return ruleObjection(order, intent.payload, context);
    case "request-reopen":
      return requestReopen(order, intent.payload, context);
    case "decide-reopen":
      return decideReopen(order, intent.payload, context);
    default:
      return assertNever(intent);
  }
}
