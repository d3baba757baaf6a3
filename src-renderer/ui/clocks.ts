import type { Limit } from "../../src-shared/calendar/limit.ts";
import type { Assignment } from "../../src-shared/domain/assignment/assignment.ts";
import { handlingTurn, turnsAbove } from "../../src-shared/domain/assignment/custody.ts";
import { knownLimits, type Policy } from "../../src-shared/domain/reference/policy.ts";
import { isEnded } from "../../src-shared/domain/work-order/order-state.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { OfficeId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";

/** A clock of an order: from when, how long, until when, and when it was met (null while it runs). */
export type Clock = Readonly<{
  name: "dispatch" | "accept" | "contact" | "complete" | "review";
  start: Instant;
  limit: Limit | null;
  due: Instant;
  doneAt: Instant | null;
  late: boolean;
}>;

/** A newer province may know a class or urgency for which these rules say nothing: its dates are shown without a reason. */
const noLimits = { dispatch: null, accept: null, firstContact: null, complete: null };

/**
 * The clocks that matter now, in the order in which they end: dispatch; accept, first contact, complete; or the review
 * date. Where no first contact is asked for, and once the work is reported without one, there is no such clock.
 * An office that has a turn sees its own, everybody else those of the office that does the work.
 */
export function clocksOf(order: WorkOrder, policy: Policy, own: OfficeId): readonly Clock[] {
  const limits = knownLimits(policy, order.classification.class, order.classification.urgency) ?? noLimits;
  if (order.suspension) {
    const { since, reviewBy } = order.suspension;
    return [{ name: "review", start: since, limit: null, due: reviewBy, doneAt: null, late: false }];
  }
  if (order.dispatchBy !== null) {
    const start = order.timeline.findLast((event) => event.type === "return-decided")?.at ?? order.registeredAt;
    return [{ name: "dispatch", start, limit: limits.dispatch, due: order.dispatchBy, doneAt: null, late: false }];
  }
  const handling = handlingTurn(order);
  if (!handling) return [];
  const turn = turnsAbove(order, handling).find((one) => one.office === own) ?? handling;
  const complete = completeClock(order, turn, limits.complete);
  const contact = contactClock(turn, limits.firstContact ?? null).filter(
    (one) => one.doneAt !== null || complete.doneAt === null,
  );
  return [acceptClock(turn, limits.accept), ...contact, complete];
}

function acceptClock(turn: Assignment, limit: Limit | null): Clock {
  return {
    name: "accept",
    start: turn.dispatchedAt,
    limit,
    due: turn.acceptBy,
    doneAt: turn.acceptedAt,
    late: turn.acceptedLate,
  };
}

function contactClock(turn: Assignment, limit: Limit | null): readonly Clock[] {
  if (turn.firstContactBy === null) return [];
  const { dispatchedAt: start, firstContactBy: due, firstContactAt: doneAt } = turn;
  return [{ name: "contact", start, limit, due, doneAt, late: doneAt !== null && doneAt > due }];
}

/** Whether the rules show cards for a clock: for acceptance and completion only (docs/spec/cards.md CD-1). */
export function bearsCards(clock: Clock): boolean {
  return clock.name === "accept" || clock.name === "complete";
}

function completeClock(order: WorkOrder, turn: Assignment, limit: Limit | null): Clock {
  const rework = order.timeline.findLast(
    (event) => (event.type === "called-back" || event.type === "inspected") && event.rework !== null,
  );
  const first = turnsAbove(order, turn).at(-1) ?? turn;
  const handled = turn.stage === "reported" || turn.stage === "done";
  const reported = order.reports.findLast((one) => !one.supplementary && one.round === order.round);
  const doneAt = handled || isEnded(order.state) ? (reported?.at ?? turn.reportedAt) : null;
  return {
    name: "complete",
    start: rework?.at ?? first.dispatchedAt,
    limit,
    due: turn.completeBy,
    doneAt,
    late: doneAt !== null && doneAt > turn.completeBy,
  };
}
