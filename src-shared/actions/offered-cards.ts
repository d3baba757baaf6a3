import { cardsToRule, liveCards, objectionableCards, openDoubts } from "../domain/supervision/card-rights.ts";
import type { WorkOrder } from "../domain/work-order/work-order.ts";
import type { OfficeId } from "../kernel/ids.ts";
import { assertNever } from "../kernel/invariant.ts";

const cardOffers = ["card-objector", "card-judge", "card-revoker", "time-judge"] as const;

/** Whom a step about cards or doubted times is offered to. */
export type CardOffer = (typeof cardOffers)[number];

export function isCardOffer(who: string): who is CardOffer {
  return cardOffers.some((one) => one === who);
}

/** Whether a step about cards or doubted times is this office's matter now. */
export function isConcernedWithCards(
  order: WorkOrder,
  office: OfficeId,
  { who, hub }: Readonly<{ who: CardOffer; hub: OfficeId }>,
): boolean {
  switch (who) {
    case "card-objector":
      return objectionableCards(order, office).length > 0;
    case "card-judge":
      return office === hub && cardsToRule(order).length > 0;
    case "card-revoker":
      return office === hub && liveCards(order).length > 0;
    case "time-judge":
      return office === hub && openDoubts(order).length > 0;
    default:
      return assertNever(who);
  }
}
