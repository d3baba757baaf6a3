import type { Rules } from "../../src-shared/domain/decision.ts";
import { cardFault } from "../../src-shared/domain/supervision/card-fault.ts";
import type { Card } from "../../src-shared/domain/supervision/card.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { Complaint } from "./check-province.ts";

/** What is wrong with the cards of a simulated province: each must say why it fell and why it went, and none twice. */
export function cardComplaints(orders: Iterable<WorkOrder>, rules: Rules): readonly Complaint[] {
  return [...orders].flatMap((order) => {
    const name = order.number ?? order.provisionalNumber;
    const wrongs = [...order.cards.flatMap((card) => wrongsOf(order, card, rules)), ...twice(order)];
    return wrongs.map((about) => ({ order: name, about }));
  });
}

function wrongsOf(order: WorkOrder, card: Card, rules: Rules): readonly string[] {
  const called = `${card.colour} card of ${card.office}`;
  const told: readonly (readonly [boolean, string])[] = [
    [card.state === "provisional", `has a ${called} that nobody confirmed or withdrew`],
    [card.state === "withdrawn" && card.withdrawn === null, `has a ${called} withdrawn without a reason`],
    [card.state === "revoked" && card.revoked === null, `has a ${called} revoked without a reason`],
    [card.state === "standing" && cardFault(order, card, rules) !== null, `has a ${called} that should not stand`],
    [card.colour === "red" && card.issuedAt < card.due, `has a ${called} from before its limit`],
  ];
  return told.filter(([isWrong]) => isWrong).map(([, about]) => about);
}

function twice(order: WorkOrder): readonly string[] {
  const live = order.cards.filter((card) => card.state !== "withdrawn");
  const keys = live.map(({ assignment, clock, round, colour }) => `${assignment} ${clock} ${round} ${colour}`);
  return new Set(keys).size === keys.length ? [] : ["has two cards of one colour for one clock and round"];
}

/** How many cards there are, by colour and state. */
export function countCards(orders: Iterable<WorkOrder>): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { cards } of orders) {
    for (const { colour, state } of cards) counts[`${colour} ${state}`] = (counts[`${colour} ${state}`] ?? 0) + 1;
  }
  return counts;
}
