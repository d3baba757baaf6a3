import type { Instant } from "../../kernel/instant.ts";
import type { Rules } from "../decision.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { cardDuties } from "./card-duties.ts";
import { isLive, type Card, type CardColour } from "./card.ts";
import type { TimeDoubt } from "./time-doubt.ts";

/** What becomes of the cards of a clock once its time is ruled on: taken back, left standing, or newly issued. */
export type RulingEffect = Readonly<{
  takenBack: readonly Card[];
  standing: readonly Card[];
  issued: readonly CardColour[];
}>;

/**
 * What a ruling on a doubted time would do to the cards of its clock, by the rules that the province then follows.
 * Nothing is decided here: it is for whoever has to rule.
 * @see docs/spec/fair-time.md FT-8
 */
export function rulingEffect(
  order: WorkOrder,
  doubt: TimeDoubt,
  ruling: Readonly<{ inTime: boolean; rules: Rules; now: Instant }>,
): RulingEffect {
  const { inTime, rules, now } = ruling;
  const said = { inTime, reason: "", by: "", at: now };
  const doubts = order.doubts.map((one) => (one.action === doubt.action ? { ...one, ruling: said } : one));
  const isOfDoubt = (one: Pick<Card, "assignment" | "clock" | "round">): boolean =>
    one.assignment === doubt.assignment && one.clock === doubt.clock && one.round === doubt.round;
  const lineOf = () => ({ isOutOfReach: false, emptiedAt: now });
  const duties = cardDuties({ ...order, doubts }, { rules, now, lineOf });
  const taken = new Set(duties.flatMap((duty) => (duty.type === "withdraw-card" ? [duty.payload.card] : [])));
  const live = order.cards.filter((card) => isLive(card) && isOfDoubt(card));
  return {
    takenBack: live.filter((card) => taken.has(card.id)),
    standing: live.filter((card) => !taken.has(card.id)),
    issued: duties.flatMap((duty) =>
      duty.type === "issue-card" && isOfDoubt(duty.payload) ? [duty.payload.colour] : [],
    ),
  };
}
