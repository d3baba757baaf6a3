import type { OfficeId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instant.ts";
import { assertNever, invariant } from "../../kernel/invariant.ts";
import { findAssignment, openTurns, turnsAbove, withAssignment } from "../assignment/custody.ts";
import { evolveNotices } from "../supervision/evolve-notices.ts";
import { isCardEvent, type CardFact } from "../supervision/card-steps.ts";
import { evolveCards, withDoubtOf } from "../supervision/evolve-cards.ts";
import { evolveAssignments } from "./evolve-assignments.ts";
import { evolveHelps, withLapsedHelps } from "./evolve-helps.ts";
import { evolveIncidents, incidentBegun, withEndedIncident } from "./evolve-incident.ts";
import { evolveRequests, isRequestEvent, withLapsedRequests, type RequestEvent } from "./evolve-requests.ts";
import { definedParts, type MovedLimit, type NextStep, type OrderEvent, type Rework } from "./order-event.ts";
import { orderFrom } from "./order-from.ts";
import { isEnded } from "./order-state.ts";
import type { WorkOrder } from "./work-order.ts";

/**
 * The order after one more event: the only place where an order changes, the same on the desk and at the province.
 * @throws InvariantBroken when an event other than `registered` finds no order
 * @see docs/spec/life-cycle.md LC-5, docs/spec/simulator.md, invariant 6
 */
export function evolve(order: WorkOrder | undefined, event: OrderEvent): WorkOrder {
  if (event.type === "registered") return orderFrom(event);
  invariant(order, `an event ${event.type} needs an order`);
  const next = isCardEvent(event)
    ? evolveCards(order, event)
    : withLapsedRequests(withDoubtOf(change(order, event), event), event.at);
  return { ...next, version: order.version + 1, timeline: [...order.timeline, event], lastActionId: event.id };
}

/** The order that a list of events adds up to; undefined for none. */
export function replay(events: readonly OrderEvent[]): WorkOrder | undefined {
  return events.reduce<WorkOrder | undefined>(evolve, undefined);
}

type LaterEvent = Exclude<OrderEvent, { type: "registered" | CardFact["type"] }>;

function change(order: WorkOrder, event: LaterEvent): WorkOrder {
  if (isRequestEvent(event)) return evolveRequests(order, event);
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
      return event.note.contactedWorker ? withFirstContact(order, event.office, event.at) : order;
    case "attached":
    case "evidence-stored":
    case "amended":
    case "contacts-joined":
    case "disclosed":
    case "set-aside":
      return changeRecord(order, event);
    case "notice-issued":
    case "notice-answered":
    case "notice-settled":
      return evolveNotices(order, event);
    case "help-asked":
    case "help-answered":
    case "help-released":
      return evolveHelps(order, event);
    case "incident-flagged":
    case "incident-unflagged":
    case "incident-reported":
    case "incident-closed":
      return evolveIncidents(order, event);
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
  { type: "attached" | "evidence-stored" | "amended" | "contacts-joined" | "disclosed" | "set-aside" }
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
    case "amended": {
      const amended = { ...order, ...definedParts(event.amendment) };
      if (!event.incident) return amended;
      return { ...amended, incidents: [...order.incidents, incidentBegun(event.incident, event, true)] };
    }
    case "contacts-joined": {
      const known = new Set(order.contacts.map((contact) => contact.id));
      return { ...order, contacts: [...order.contacts, ...event.contacts.filter(({ id }) => !known.has(id))] };
    }
    case "disclosed":
    case "set-aside":
      return order;
    default:
      return assertNever(event);
  }
}

function withFirstContact(order: WorkOrder, office: OfficeId, at: Instant): WorkOrder {
  const turn = order.assignments.findLast((one) => one.office === office && one.stage !== "returned");
  if (!turn) return order;
  return [turn, ...turnsAbove(order, turn)].reduce<WorkOrder>(
    (now, one) => withAssignment(now, one.id, { firstContactAt: Math.min(one.firstContactAt ?? at, at) }),
    order,
  );
}

type OutcomeEvent = Extract<LaterEvent, { type: "called-back" | "inspected" }>;

function changeOutcome(order: WorkOrder, event: OutcomeEvent): WorkOrder {
  const head = { id: event.id, at: event.at, by: event.byName, round: event.round, struckOut: false };
  const recorded =
    event.type === "called-back"
      ? { ...order, callbacks: [...order.callbacks, { ...event.callback, ...head, attempt: event.attempt }] }
      : { ...order, inspections: [...order.inspections, { ...event.inspection, ...head }] };
  const moved = goTo(recorded, event.next, event);
  if (!event.rework) return moved;
  const sameRound = event.type === "inspected" && event.inspection.verdict === "mend";
  return { ...reopened(moved, event.rework), round: sameRound ? order.round : order.round + 1 };
}

function reopened(order: WorkOrder, { assignment, completeBy }: Rework): WorkOrder {
  const renewed = { completeBy, reportedAt: null, doneAt: null };
  const leaf = findAssignment(order, assignment);
  const above = leaf ? turnsAbove(order, leaf) : [];
  return above.reduce<WorkOrder>(
    (now, turn) => withAssignment(now, turn.id, { ...renewed, stage: "passed-on" }),
    withAssignment(order, assignment, { ...renewed, stage: "handling" }),
  );
}

type CourseEvent = Exclude<
  LaterEvent,
  | OutcomeEvent
  | RecordEvent
  | RequestEvent
  | Parameters<typeof evolveAssignments>[1]
  | Parameters<typeof evolveNotices>[1]
  | Parameters<typeof evolveHelps>[1]
  | Parameters<typeof evolveIncidents>[1]
  | { type: "noted" }
>;

function changeCourse(order: WorkOrder, event: CourseEvent): WorkOrder {
  switch (event.type) {
    case "answered-directly":
      return goTo({ ...order, directAnswer: event.answer }, event.next, event);
    case "suspended": {
      const rest = { reason: event.reason, since: event.at, reviewBy: event.reviewBy, resumeState: order.state };
      return { ...order, state: "suspended", suspension: rest };
    }
    case "resumed":
      return goTo({ ...withMovedLimits(order, event.moved), suspension: null }, event.next, event);
    case "archived":
      return { ...order, state: "archived", retentionYears: event.retentionYears };
    case "merged":
      return goTo({ ...order, mergedInto: event.into }, { state: "merged", holder: event.office }, event);
    case "refused":
    case "terminated":
      return goTo(order, { state: event.type, holder: event.office }, event);
    default:
      return assertNever(event);
  }
}

function withMovedLimits(order: WorkOrder, moved: readonly MovedLimit[]): WorkOrder {
  return moved.reduce<WorkOrder>((now, { assignment, ...limits }) => withAssignment(now, assignment, limits), order);
}

function goTo(order: WorkOrder, next: NextStep, event: OrderEvent): WorkOrder {
  const moved = { ...order, ...next };
  return isEnded(next.state) ? laidDown(moved, event) : moved;
}

/** An order that has ended keeps no office waiting: no turn is open, no clock runs, nothing rests (LC-8). */
function laidDown(order: WorkOrder, event: OrderEvent): WorkOrder {
  const { at } = event;
  const over = openTurns(order).reduce<WorkOrder>(
    (now, turn) => withAssignment(now, turn.id, { stage: "done", doneAt: at }),
    order,
  );
  const helpless = withEndedIncident(withLapsedHelps(over), event);
  return { ...helpless, suspension: null, dispatchBy: null, closedAt: at };
}
