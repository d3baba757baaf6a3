import type { OfficeId } from "../../kernel/ids.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { isLive, type Card } from "./card.ts";
import type { TimeDoubt } from "./time-doubt.ts";

/** The cards that count or may still come to count. */
export function liveCards(order: WorkOrder): readonly Card[] {
  return order.cards.filter(isLive);
}

/** The cards to which an office may still object. */
export function objectionableCards(order: WorkOrder, office: OfficeId): readonly Card[] {
  return liveCards(order).filter((card) => card.office === office && card.objection === null);
}

/** The cards with an objection that waits for a ruling. */
export function cardsToRule(order: WorkOrder): readonly Card[] {
  return liveCards(order).filter((card) => card.objection !== null && card.objection.ruling === null);
}

/** The steps whose time waits for a ruling. */
export function openDoubts(order: WorkOrder): readonly TimeDoubt[] {
  return order.doubts.filter((doubt) => doubt.ruling === null);
}
