import type { Decision, DecisionContext } from "../domain/decision.ts";
import {
  issueCard,
  confirmCard,
  objectToCard,
  remind,
  revokeCard,
  ruleOnCard,
  withdrawCard,
} from "../domain/supervision/decide-card.ts";
import { adjudicateTime, recount } from "../domain/supervision/decide-time.ts";
import { cardPayloads } from "../domain/supervision/card-steps.ts";
import type { WorkOrder } from "../domain/work-order/work-order.ts";
import { assertNever } from "../kernel/invariant.ts";
import type { Intent } from "./action.ts";

/** A step about cards, reminders, limits or doubted times. */
export type CardIntent = Extract<Intent, { type: keyof typeof cardPayloads }>;

export function isCardIntent(intent: Intent): intent is CardIntent {
  return Object.hasOwn(cardPayloads, intent.type);
}

/** Judges a step about cards and fair time. @see docs/spec/cards.md, docs/spec/fair-time.md */
export function decideCardStep(order: WorkOrder, intent: CardIntent, context: DecisionContext): Decision {
  switch (intent.type) {
    case "issue-card":
      return issueCard(order, intent.payload, context);
    case "confirm-card":
      return confirmCard(order, intent.payload, context);
    case "withdraw-card":
      return withdrawCard(order, intent.payload, context);
    case "revoke-card":
      return revokeCard(order, intent.payload, context);
    case "object-to-card":
      return objectToCard(order, intent.payload, context);
    case "rule-on-card":
      return ruleOnCard(order, intent.payload, context);
    case "remind":
      return remind(order, intent.payload, context);
    case "recount":
      return recount(order, intent.payload, context);
    case "adjudicate-time":
      return adjudicateTime(order, intent.payload, context);
    default:
      return assertNever(intent);
  }
}
