import type { Instant } from "../../kernel/instant.ts";
import type { Assignment } from "../assignment/assignment.ts";
import { turnBelow } from "../assignment/custody.ts";
import type { OrderEvent } from "../work-order/order-event.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import type { CardClock } from "./card.ts";
import type { TimeDoubt } from "./time-doubt.ts";
import { roundBegun } from "./turn-round.ts";

/** One clock of one turn as cards look at it. */
export type ClockRun = Readonly<{
  turn: Assignment;
  clock: CardClock;
  /** The round that the clock belongs to: acceptance is asked once, completion anew after a rework. */
  round: number;
  start: Instant;
  due: Instant;
  /** When the office did what the clock asks, by the time that counts; null while it runs. */
  actedAt: Instant | null;
  /** When the order came back into the office's hands after it had lain with another; the latest first. */
  cameBackAt: readonly Instant[];
  doubt: TimeDoubt | null;
  /** Others ended the turn (recalled, merged, terminated) before the office is known to have done what the clock asks. */
  takenAway: boolean;
}>;

/** Both clocks of every turn, those of turns that are over too: a card may have to be judged afterwards. */
export function clockRuns(order: WorkOrder): readonly ClockRun[] {
  return order.assignments.flatMap((turn) => [runOf(order, turn, "accept"), runOf(order, turn, "complete")]);
}

export function runOf(order: WorkOrder, turn: Assignment, clock: CardClock): ClockRun {
  const round = roundOf(order, turn, clock);
  const due = clock === "accept" ? turn.acceptBy : turn.completeBy;
  const doubt = order.doubts.findLast(
    (one) => one.assignment === turn.id && one.clock === clock && one.round === round,
  );
  const own = ownActAt(order, turn, clock);
  const acted = own ?? turn.doneAt;
  return {
    turn,
    clock,
    round,
    start: turn.dispatchedAt,
    due,
    actedAt: acted === null || !doubt ? acted : asRuled(acted, due, doubt),
    cameBackAt: comingsBack(order, turn, clock),
    doubt: doubt ?? null,
    takenAway: own === null && turn.doneAt !== null,
  };
}

/** Ruled in time, a step was in time; ruled late, it is taken to have been made when it arrived. */
function asRuled(acted: Instant, due: Instant, { ruling, receivedAt }: TimeDoubt): Instant {
  if (!ruling) return acted;
  return ruling.inTime ? Math.min(acted, due) : Math.max(acted, receivedAt);
}

function roundOf(order: WorkOrder, turn: Assignment, clock: CardClock): number {
  if (clock === "complete" && turn.stage !== "returned") return order.round;
  return roundBegun(order, turn);
}

function ownActAt(order: WorkOrder, turn: Assignment, clock: CardClock): Instant | null {
  const gaveBack = turn.stage === "returning" || turn.stage === "returned" ? askedToReturnAt(order, turn) : null;
  const met = clock === "accept" ? turn.acceptedAt : turn.reportedAt;
  return met ?? gaveBack;
}

function askedToReturnAt(order: WorkOrder, turn: Assignment): Instant | null {
  const asked = order.timeline.findLast((event) => event.type === "return-asked" && event.assignment === turn.id);
  return asked?.at ?? null;
}

function comingsBack(order: WorkOrder, turn: Assignment, clock: CardClock): readonly Instant[] {
  const refused = order.timeline.filter(
    (event) => event.type === "return-decided" && !event.approved && event.assignment === turn.id,
  );
  const below = clock === "complete" ? broughtBack(order, turn) : [];
  const reported = clock === "complete" ? (turnBelow(order, turn)?.reportedAt ?? null) : null;
  return [...refused, ...below].map((event) => event.at).concat(reported ?? []);
}

/** What was sent back to this turn, and what a turn below it gave back. */
function broughtBack(order: WorkOrder, turn: Assignment): readonly OrderEvent[] {
  const children = new Set(order.assignments.filter((one) => one.parent === turn.id).map((one) => one.id));
  return order.timeline.filter(
    (event) =>
      (event.type === "sent-back" && event.assignment === turn.id) ||
      (event.type === "return-decided" && event.approved && children.has(event.assignment)),
  );
}
