import { findAssignment } from "../../src-shared/domain/assignment/custody.ts";
import type { Rules } from "../../src-shared/domain/decision.ts";
import { cardFault } from "../../src-shared/domain/supervision/card-fault.ts";
import { cardMoment } from "../../src-shared/domain/supervision/card-moment.ts";
import type { Card } from "../../src-shared/domain/supervision/card.ts";
import { runOf, type ClockRun } from "../../src-shared/domain/supervision/clock-runs.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { ActionId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import type { Complaint } from "./check-province.ts";

/** What is wrong with the cards of a simulated province: each must say why it fell and why it went, and none twice. */
export function cardComplaints(
  orders: Iterable<WorkOrder>,
  rules: Rules,
  truth: ReadonlyMap<ActionId, Instant>,
): readonly Complaint[] {
  return [...orders].flatMap((order) => {
    const name = order.number ?? order.provisionalNumber;
    const wrongs = [
      ...order.cards.flatMap((card) => wrongsOf(order, card, rules)),
      ...twice(order),
      ...unfair(order, rules, truth),
    ];
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

/** Cards that stand although their office really acted before their moment, whatever its clock said. */
function unfair(order: WorkOrder, rules: Rules, truth: ReadonlyMap<ActionId, Instant>): readonly string[] {
  return order.cards.flatMap((card) => {
    const turn = findAssignment(order, card.assignment);
    if (card.state !== "standing" || !turn) return [];
    const run = runOf(order, turn, card.clock);
    if (run.round !== card.round || run.due !== card.due) return [];
    const made = truth.get(actOf(order, run) ?? card.id);
    const moment = cardMoment(rules, run, { colour: card.colour, asOf: card.issuedAt });
    const isUnfair = made !== undefined && moment !== undefined && made < moment;
    return isUnfair ? [`has a ${card.colour} card of ${card.office}, which had acted in time`] : [];
  });
}

/** The step by which an office did what a clock asks; undefined while it runs. */
function actOf(order: WorkOrder, run: ClockRun): ActionId | undefined {
  if (run.doubt) return run.doubt.action;
  return order.timeline.find((event) => event.at === run.actedAt && event.office === run.turn.office)?.id;
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

/** How many steps were ruled to have been in time, and how many late. */
export function countRulings(orders: Iterable<WorkOrder>): Readonly<{ inTime: number; late: number; open: number }> {
  const rulings = [...orders].flatMap((order) => order.doubts.map((doubt) => doubt.ruling));
  const inTime = rulings.filter((ruling) => ruling?.inTime === true).length;
  const open = rulings.filter((ruling) => ruling === null).length;
  return { inTime, late: rulings.length - inTime - open, open };
}
