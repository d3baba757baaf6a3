import { activeAssignment, openTurns } from "../../src-shared/domain/assignment/custody.ts";
import { isEnded } from "../../src-shared/domain/work-order/order-state.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { tallyContacts, type ContactTally } from "../../src-shared/domain/statistics/tally-contacts.ts";
import type { Rules } from "../../src-shared/domain/decision.ts";

/** What is wrong with a simulated province; an empty list is a good one. */
export type Complaint = Readonly<{ order: string; about: string }>;

/** States in which the hub itself acts, without a turn. */
const withoutTurn: ReadonlySet<WorkOrder["state"]> = new Set([
  "registered",
  "awaiting-dispatch",
  "awaiting-callback",
  "awaiting-inspection",
  "suspended",
]);

/** Looks at every order: one holder, never none, no open turn on an ended one, numbers, and tallies that add up. */
export function complaintsAbout(orders: Iterable<WorkOrder>, rules: Rules): readonly Complaint[] {
  return [...orders].flatMap((order) => {
    const name = order.number ?? order.provisionalNumber;
    return wrongsOf(order, rules).map((about) => ({ order: name, about }));
  });
}

function wrongsOf(order: WorkOrder, rules: Rules): readonly string[] {
  const isOver = isEnded(order.state);
  const wrongs: readonly (readonly [boolean, string])[] = [
    [rules.offices.find(order.holder) === undefined, "is held by no office"],
    [order.number === null, "has no number"],
    [order.version !== order.timeline.length, "has a version that is not the count of its events"],
    [isOver && openTurns(order).length > 0, "has ended and keeps a turn open"],
  ];
  const told = wrongs.filter(([isWrong]) => isWrong).map(([, about]) => about);
  return isOver || withoutTurn.has(order.state) ? told : [...told, ...wrongTurn(order)];
}

function wrongTurn(order: WorkOrder): readonly string[] {
  const active = activeAssignment(order);
  if (!active) return [`is ${order.state} and no office must act`];
  const isJudgedAbove = order.state === "return-review";
  return isJudgedAbove || active.office === order.holder ? [] : ["is held by another office than must act"];
}

/** The sum of docs/spec/statistics.md ST-2: every contact was answered at once, became an order, was merged or was refused. */
export function addsUp(orders: Iterable<WorkOrder>): Readonly<{ tally: ContactTally; isSum: boolean }> {
  const tally = tallyContacts(orders);
  const { contacts, direct, orders: dispatched, merged, refused, undecided } = tally;
  return { tally, isSum: contacts === direct + dispatched + merged + refused + undecided };
}
