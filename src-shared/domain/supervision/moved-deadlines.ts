import type { OfficeId, OrderId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instant.ts";
import type { Assignment } from "../assignment/assignment.ts";
import { activeAssignment, withAssignment } from "../assignment/custody.ts";
import { returnBy } from "../assignment/return-order.ts";
import type { Rules } from "../decision.ts";
import { isEnded } from "../work-order/order-state.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { cardAgenda } from "./card-agenda.ts";
import { cardFault } from "./card-fault.ts";
import { isLive, type CardColour } from "./card.ts";
import { recountOrder, type CalendarMove, type Recount } from "./recount-order.ts";

/** The limits of an order that a calendar, or for returning a policy, may move. */
export const movableClocks = ["dispatch", "accept", "firstContact", "complete", "return"] as const;
type MovableClock = (typeof movableClocks)[number];

/** An open limit that another calendar moves, the card it shows before and after, and how many cards are withdrawn. */
export type MovedDeadline = Readonly<{
  order: OrderId;
  number: string | null;
  office: OfficeId;
  clock: MovableClock;
  before: Instant;
  after: Instant;
  cardBefore: CardColour | null;
  cardAfter: CardColour | null;
  withdrawn: number;
}>;

type Shown = Readonly<{ order: WorkOrder; rules: Rules; now: Instant }>;
type Both = Readonly<{ before: Shown; after: Shown }>;

/**
 * Which open limits of an order a new calendar moves, and which cards it withdraws: what the province does once it is
 * published, by the same counting.
 * @see docs/spec/calendar.md CA-28, docs/spec/cards.md CD-20, CD-21
 */
export function movedDeadlines(
  order: WorkOrder,
  change: CalendarMove & Readonly<{ now: Instant }>,
): readonly MovedDeadline[] {
  const { before: calendar, after: rules, now } = change;
  const recount = recountOrder(order, change);
  const before = { order, rules: { ...rules, calendar }, now };
  const after = { order: recount ? withRecount(order, recount) : order, rules, now };
  const turns = order.assignments.flatMap((turn) => movedClocks(turn, { before, after }));
  return [...movedDispatch(order, recount), ...turns];
}

/**
 * What another policy does to an open order: no limit that runs moves, but the one to return does, for it is judged by
 * the policy of its day; and cards fall or are withdrawn by another share or reminder.
 * @see docs/spec/administration.md AD-22, AD-26
 */
export function movedByPolicy(
  order: WorkOrder,
  { before: old, after: next, now }: Readonly<{ before: Rules; after: Rules; now: Instant }>,
): readonly MovedDeadline[] {
  if (isEnded(order.state) || order.suspension !== null) return [];
  const both = { before: { order, rules: old, now }, after: { order, rules: next, now } };
  const cards = order.assignments.flatMap((turn) => movedClocks(turn, both));
  return [...movedReturn(order, old, next), ...cards];
}

function movedReturn(order: WorkOrder, old: Rules, next: Rules): readonly MovedDeadline[] {
  const turn = order.state === "awaiting-acceptance" ? activeAssignment(order) : undefined;
  if (!turn?.mayReturn) return [];
  const ends = { before: returnBy(turn, old), after: returnBy(turn, next) };
  if (ends.before === ends.after) return [];
  return [{ order: order.id, number: order.number, office: turn.office, clock: "return", ...ends, ...noCard }];
}

function withRecount(order: WorkOrder, { moved }: Recount): WorkOrder {
  return moved.reduce<WorkOrder>((now, { assignment, ...limits }) => withAssignment(now, assignment, limits), order);
}

const noCard = { cardBefore: null, cardAfter: null, withdrawn: 0 } as const;

function movedDispatch(order: WorkOrder, recount: Recount | null): readonly MovedDeadline[] {
  const { id, number, holder, dispatchBy } = order;
  if (recount?.dispatchBy === undefined || dispatchBy === null) return [];
  const ends = { before: dispatchBy, after: recount.dispatchBy };
  return [{ order: id, number, office: holder, clock: "dispatch", ...ends, ...noCard }];
}

function movedClocks(turn: Assignment, both: Both): readonly MovedDeadline[] {
  const { id, number, assignments } = both.after.order;
  const moved = assignments.find((one) => one.id === turn.id) ?? turn;
  const row = { order: id, number, office: turn.office };
  const { firstContactBy: contact } = turn;
  const rows: readonly MovedDeadline[] = [
    { ...row, clock: "accept", before: turn.acceptBy, after: moved.acceptBy, ...cardsOf(turn, "accept", both) },
    ...(contact === null
      ? []
      : [
          {
            ...row,
            clock: "firstContact" as const,
            before: contact,
            after: moved.firstContactBy ?? contact,
            ...noCard,
          },
        ]),
    { ...row, clock: "complete", before: turn.completeBy, after: moved.completeBy, ...cardsOf(turn, "complete", both) },
  ];
  return rows.filter((one) => one.before !== one.after || one.cardBefore !== one.cardAfter || one.withdrawn > 0);
}

type CardsOfClock = Pick<MovedDeadline, "cardBefore" | "cardAfter" | "withdrawn">;

function cardsOf(turn: Assignment, clock: "accept" | "complete", { before, after }: Both): CardsOfClock {
  const live = before.order.cards.filter((card) => isLive(card) && card.assignment === turn.id && card.clock === clock);
  const stands = ({ order, rules }: Shown): CardColour[] =>
    live.filter((card) => cardFault(order, card, rules) === null).map(({ colour }) => colour);
  const falls = ({ order, rules, now }: Shown): CardColour[] =>
    cardAgenda(order, rules, now).flatMap(({ kind, run, from }) =>
      kind !== "reminder" && from <= now && run.turn.id === turn.id && run.clock === clock ? [kind] : [],
    );
  return {
    cardBefore: worst([...stands(before), ...falls(before)]),
    cardAfter: worst([...stands(after), ...falls(after)]),
    withdrawn: stands(before).length - stands(after).length,
  };
}

function worst(colours: readonly CardColour[]): CardColour | null {
  return colours.find((colour) => colour === "red") ?? colours[0] ?? null;
}
