import type { AssignmentId } from "../../kernel/ids.ts";
import { assertNever, invariant } from "../../kernel/invariant.ts";
import { findAssignment, withAssignment } from "../assignment/custody.ts";
import { evolveAssignments } from "./evolve-assignments.ts";
import type { NextStep, OrderEvent, Rework } from "./order-event.ts";
import { orderFrom } from "./order-from.ts";
import type { WorkOrder } from "./work-order.ts";

/**
 * The order after one more event: the only place where an order changes, the same on the desk and at the province.
 * @throws InvariantBroken when an event other than `registered` finds no order
 * @see docs/spec/life-cycle.md LC-5 (sync.md, invariant 6)
 */
export function evolve(order: WorkOrder | undefined, event: OrderEvent): WorkOrder {
  if (event.type === "registered") return orderFrom(event);
  invariant(order, `an event ${event.type} needs an order`);
  const next = change(order, event);
  return { ...next, version: order.version + 1, timeline: [...order.timeline, event], lastActionId: event.id };
}

/** The order that a list of events adds up to; undefined for none. */
export function replay(events: readonly OrderEvent[]): WorkOrder | undefined {
  return events.reduce<WorkOrder | undefined>(evolve, undefined);
}

type LaterEvent = Exclude<OrderEvent, { type: "registered" }>;

function change(order: WorkOrder, event: LaterEvent): WorkOrder {
  switch (event.type) {
    case "dispatched":
    case "forwarded":
    case "accepted":
    case "reported":
    case "approved":
    case "sent-back":
    case "return-asked":
    case "return-decided":
      return evolveAssignments(order, event);
    case "noted":
      return event.note.contactedWorker ? withFirstContact(order, event) : order;
    case "attached":
    case "evidence-stored":
    case "amended":
    case "disclosed":
    case "set-aside":
      return changeRecord(order, event);
    case "called-back":
    case "inspected":
      return changeOutcome(order, event);
    case "answered-directly":
    case "suspended":
    case "resumed":
    case "archived":
    case "merged":
    case "refused":
    case "terminated":
      return changeCourse(order, event);
    default:
      return assertNever(event);
  }
}

type RecordEvent = Extract<
  LaterEvent,
  { type: "attached" | "evidence-stored" | "amended" | "disclosed" | "set-aside" }
>;

function changeRecord(order: WorkOrder, event: RecordEvent): WorkOrder {
  switch (event.type) {
    case "attached": {
      const added = { ...event.attachment, addedBy: event.byName, addedAt: event.at, stored: false };
      return { ...order, attachments: [...order.attachments, added] };
    }
    case "evidence-stored": {
      const stored = order.attachments.map((one) => (one.sha256 === event.sha256 ? { ...one, stored: true } : one));
      return { ...order, attachments: stored };
    }
    case "amended":
      return { ...order, ...event.amendment };
    case "disclosed":
    case "set-aside":
      return order;
    default:
      return assertNever(event);
  }
}

function withFirstContact(order: WorkOrder, event: LaterEvent): WorkOrder {
  const turn = order.assignments.findLast((one) => one.office === event.office && one.firstContactAt === null);
  return turn ? withAssignment(order, turn.id, { firstContactAt: event.at }) : order;
}

type OutcomeEvent = Extract<LaterEvent, { type: "called-back" | "inspected" }>;

function changeOutcome(order: WorkOrder, event: OutcomeEvent): WorkOrder {
  const head = { at: event.at, by: event.byName, round: event.round };
  const recorded =
    event.type === "called-back"
      ? { ...order, callbacks: [...order.callbacks, { ...event.callback, ...head, attempt: event.attempt }] }
      : { ...order, inspections: [...order.inspections, { ...event.inspection, ...head }] };
  const moved = goTo(recorded, event.next, event);
  return event.rework ? reopened(moved, event.rework) : moved;
}

function reopened(order: WorkOrder, rework: Rework): WorkOrder {
  const renewed = { stage: "handling", completeBy: rework.completeBy, reportedAt: null, doneAt: null } as const;
  const leaf = withAssignment(order, rework.assignment, renewed);
  const above = reopenedAbove(leaf, rework.assignment, rework.completeBy);
  return { ...above, round: order.round + 1 };
}

function reopenedAbove(order: WorkOrder, id: AssignmentId, completeBy: number): WorkOrder {
  const parent = findAssignment(order, findAssignment(order, id)?.parent ?? null);
  if (!parent) return order;
  const waiting = { stage: "passed-on", completeBy, reportedAt: null, doneAt: null } as const;
  return reopenedAbove(withAssignment(order, parent.id, waiting), parent.id, completeBy);
}

type CourseEvent = Exclude<
  LaterEvent,
  OutcomeEvent | RecordEvent | Parameters<typeof evolveAssignments>[1] | { type: "noted" }
>;

function changeCourse(order: WorkOrder, event: CourseEvent): WorkOrder {
  switch (event.type) {
    case "answered-directly":
      return goTo({ ...order, directAnswer: event.answer, dispatchBy: null }, event.next, event);
    case "suspended": {
      const rest = { reason: event.reason, since: event.at, reviewBy: event.reviewBy, resumeState: order.state };
      return { ...order, state: "suspended", suspension: rest };
    }
    case "resumed":
      return goTo({ ...order, suspension: null }, event.next, event);
    case "archived":
      return { ...order, state: "archived", retentionYears: event.retentionYears };
    case "merged":
      return ended({ ...order, mergedInto: event.into }, event);
    case "refused":
    case "terminated":
      return ended(order, event);
    default:
      return assertNever(event);
  }
}

function ended(
  order: WorkOrder,
  event: Extract<CourseEvent, { type: "merged" | "refused" | "terminated" }>,
): WorkOrder {
  const rested = { ...order, suspension: null, dispatchBy: null };
  return goTo(rested, { state: event.type, holder: event.office }, event);
}

function goTo(order: WorkOrder, next: NextStep, event: OrderEvent): WorkOrder {
  const closes = next.state === "closed" || next.state === "merged" || next.state === "refused";
  const closedAt = closes || next.state === "terminated" ? event.at : order.closedAt;
  return { ...order, state: next.state, holder: next.holder, closedAt };
}
