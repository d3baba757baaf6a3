import { deadline } from "../../calendar/add-working-time.ts";
import { atCloseOfBusiness } from "../../calendar/close-of-business.ts";
import { endOfDayNumber, lastDayOf } from "../../calendar/day-number.ts";
import { workingDaysBetween } from "../../calendar/working-days-between.ts";
import type { WorkingCalendar } from "../../calendar/working-calendar.ts";
import type { Instant } from "../../kernel/instant.ts";
import type { Assignment } from "../assignment/assignment.ts";
import { openTurns } from "../assignment/custody.ts";
import type { Rules } from "../decision.ts";
import { isEnded } from "../work-order/order-state.ts";
import type { OrderEvent } from "../work-order/order-event.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { endsWithADay } from "./card-moment.ts";
import type { RecountedLimit } from "./card-steps.ts";

/** The limits of one order that another calendar moves. */
export type Recount = Readonly<{ moved: readonly RecountedLimit[]; dispatchBy?: Instant }>;

/**
 * By which calendar limits were counted, and the rules by which they are to be. `since`: when the new calendar came into
 * force, so that what was given from then on is counted by it already; absent while it is not in force.
 */
export type CalendarMove = Readonly<{ before: WorkingCalendar; after: Rules; since?: Instant }>;

/**
 * Counts the open limits of an order anew by another calendar. A limit in days keeps its count of working days, so that
 * what an extension or a rest added stays; a limit in hours does not move, nor one that the new calendar gave itself. Null
 * when nothing moves.
 * @see docs/spec/cards.md CD-20, CD-21, CD-27
 */
export function recountOrder(order: WorkOrder, move: CalendarMove): Recount | null {
  if (isEnded(order.state) || order.suspension !== null) return null;
  const moved = openTurns(order).flatMap((turn) => movedTurn(order, turn, move));
  const dispatchBy = movedDispatch(order, move);
  if (moved.length === 0 && dispatchBy === undefined) return null;
  return { moved, ...(dispatchBy !== undefined && { dispatchBy }) };
}

function movedDispatch(order: WorkOrder, move: CalendarMove): Instant | undefined {
  if (order.dispatchBy === null) return undefined;
  const again = order.timeline.findLast(givesDispatchLimit);
  if (isGivenSince(move, again ?? order.timeline[0])) return undefined;
  return movedEnd(move, again?.at ?? order.registeredAt, order.dispatchBy);
}

/** A return, a withdrawal, a step taken back and a reopening give the limit to dispatch anew, from their own time. */
function givesDispatchLimit(event: OrderEvent): boolean {
  return event.type !== "recounted" && "dispatchBy" in event && typeof event.dispatchBy === "number";
}

function movedTurn(order: WorkOrder, turn: Assignment, move: CalendarMove): readonly RecountedLimit[] {
  const isNew = isGivenSince(move, givingOf(order, turn));
  const open = isNew ? {} : openEnds(turn, move);
  const completeBy = turn.reportedAt === null ? movedCompletion(order, turn, move) : undefined;
  const moved = Object.fromEntries(Object.entries({ ...open, completeBy }).filter(([, end]) => end !== undefined));
  return Object.keys(moved).length === 0 ? [] : [{ assignment: turn.id, ...moved }];
}

/** The ends of the limits that a turn began with, by the other calendar. */
function openEnds(turn: Assignment, move: CalendarMove): Readonly<Record<string, Instant | undefined>> {
  const { dispatchedAt: start, acceptBy, acceptedAt, firstContactBy, firstContactAt } = turn;
  const hasContact = firstContactBy === null || firstContactAt !== null;
  return {
    acceptBy: acceptedAt === null ? movedEnd(move, start, acceptBy) : undefined,
    firstContactBy: hasContact ? undefined : movedEnd(move, start, firstContactBy),
  };
}

function movedCompletion(order: WorkOrder, turn: Assignment, move: CalendarMove): Instant | undefined {
  const begun = completionBegan(order, turn);
  return isGivenSince(move, begun) ? undefined : movedEnd(move, begun.at, turn.completeBy);
}

/**
 * The event that began a turn's limit to complete. A turn passed down has the limit of the one above it; after a rework
 * all begin anew.
 */
function completionBegan(order: WorkOrder, turn: Assignment): Beginning {
  const rework = order.timeline.findLast(
    (event) => (event.type === "called-back" || event.type === "inspected") && event.rework !== null,
  );
  const parent = order.assignments.find((one) => one.id === turn.parent);
  const first = parent
    ? completionBegan(order, parent)
    : { at: turn.dispatchedAt, receivedAt: givingOf(order, turn)?.receivedAt ?? null };
  return rework && rework.at > first.at ? rework : first;
}

/** When a limit began, and when the province, which counted it, heard of it. */
type Beginning = Readonly<{ at: Instant; receivedAt: Instant | null }>;

function givingOf(order: WorkOrder, turn: Assignment): OrderEvent | undefined {
  return order.timeline.findLast(
    (event) => (event.type === "dispatched" || event.type === "forwarded") && event.assignment.id === turn.id,
  );
}

function isGivenSince({ since }: CalendarMove, given: Beginning | undefined): boolean {
  return since !== undefined && given !== undefined && (given.receivedAt ?? given.at) > since;
}

/** The end of a limit by the other calendar; undefined when it stays. */
function movedEnd({ before, after }: CalendarMove, start: Instant, due: Instant): Instant | undefined {
  if (!endsWithADay(after, due)) return undefined;
  const amount = workingDaysBetween(before, start, due - 1);
  if (amount < 1) return undefined;
  const end = deadline(after.calendar, start, { amount, unit: "working-day" });
  // A policy with an earlier close of business is for new limits: one that ends at midnight goes on doing so.
  const atMidnight = due === endOfDayNumber(lastDayOf(due));
  const closed = atMidnight ? end : atCloseOfBusiness(end, after.policy.closeOfBusiness);
  return closed === due ? undefined : closed;
}
