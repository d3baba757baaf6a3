import type { WorkOrder } from "../work-order/work-order.ts";
import { isLive, type Card, type CardClock } from "./card.ts";

/** The card that counts, or may come to count, for a limit of an order: the red one before the yellow one. */
export function cardFor(order: WorkOrder, due: number | null, clock?: CardClock): Card | undefined {
  const live = order.cards.filter(
    (card) => isLive(card) && card.due === due && (clock === undefined || card.clock === clock),
  );
  return live.find((card) => card.colour === "red") ?? live[0];
}
