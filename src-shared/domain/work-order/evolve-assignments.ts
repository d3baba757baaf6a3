import type { AssignmentId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instant.ts";
import { assertNever } from "../../kernel/invariant.ts";
import type { Assignment } from "../assignment/assignment.ts";
import { findAssignment, openTurns, turnBelow, withAssignment } from "../assignment/custody.ts";
import type { Handler } from "../handler/handler.ts";
import type { EventHead, NextStep, OrderEvent } from "./order-event.ts";
import type { WorkOrder } from "./work-order.ts";

type TurnEventType =
  "dispatched" | "forwarded" | "accepted" | "reported" | "approved" | "sent-back" | "return-asked" | "return-decided";
type TurnEvent<Type extends TurnEventType = TurnEventType> = Extract<OrderEvent, { type: Type }>;

/** The order after an event that moves a turn (办理节点) on: who holds it and what each turn waits for. */
export function evolveAssignments(order: WorkOrder, event: TurnEvent): WorkOrder {
  switch (event.type) {
    case "dispatched":
      return begun({ ...order, dispatchBy: null }, [
        ...(event.through ? [{ ...event.through, handler: handlerOf(event) }] : []),
        { ...event.assignment, handler: null },
      ]);
    case "forwarded":
      return passedOn(order, event);
    case "accepted":
      return accepted(order, event);
    case "reported":
      return reported(order, event);
    case "approved":
      return approved(order, event);
    case "sent-back":
      return sentBack(order, event);
    case "return-asked":
      return { ...withAssignment(order, event.assignment, { stage: "returning" }), ...event.next };
    case "return-decided":
      return returnDecided(order, event);
    default:
      return assertNever(event);
  }
}

function begun(order: WorkOrder, turns: readonly Assignment[]): WorkOrder {
  const holder = turns.at(-1)?.office ?? order.holder;
  return { ...order, assignments: [...order.assignments, ...turns], state: "awaiting-acceptance", holder };
}

/** Who takes a turn on is in charge of it. */
function handlerOf({ by, byName }: EventHead): Handler {
  return { id: by, name: byName };
}

function passedOn(order: WorkOrder, event: TurnEvent<"forwarded">): WorkOrder {
  const turn = findAssignment(order, event.from);
  const takenOn =
    turn?.acceptedAt === null
      ? { acceptedAt: event.at, acceptedLate: event.late ?? event.at > turn.acceptBy, handler: handlerOf(event) }
      : undefined;
  const change = { stage: "passed-on", passedOnAt: event.at, ...takenOn } as const;
  return begun(withAssignment(order, event.from, change), [{ ...event.assignment, handler: null }]);
}

function accepted(order: WorkOrder, event: TurnEvent<"accepted">): WorkOrder {
  const handler = handlerOf(event);
  const change = { stage: "handling", acceptedAt: event.at, acceptedLate: event.late, handler } as const;
  return { ...withAssignment(order, event.assignment, change), state: "handling" };
}

function reported(order: WorkOrder, event: TurnEvent<"reported">): WorkOrder {
  const { supplementary, at, byName, office, round } = event;
  const report = { ...event.report, at, by: byName, office, round, supplementary };
  const filed = { ...order, reports: [...order.reports, report] };
  if (!event.next) return filed;
  const { assignment } = event.report;
  const done = withAssignment(filed, assignment, { stage: "reported", reportedAt: at });
  return { ...reviewingAbove(done, assignment), ...event.next };
}

function approved(order: WorkOrder, event: TurnEvent<"approved">): WorkOrder {
  const below = withTurnBelow(order, event.assignment, { stage: "done", doneAt: event.at });
  const passedUp = withAssignment(below, event.assignment, { stage: "reported", reportedAt: event.at });
  return { ...reviewingAbove(passedUp, event.assignment), ...event.next };
}

function withTurnBelow(order: WorkOrder, id: AssignmentId, change: Partial<Assignment>): WorkOrder {
  const turn = findAssignment(order, id);
  const below = turn && turnBelow(order, turn);
  return below ? withAssignment(order, below.id, change) : order;
}

function reviewingAbove(order: WorkOrder, id: AssignmentId): WorkOrder {
  const parent = findAssignment(order, findAssignment(order, id)?.parent ?? null);
  return parent ? withAssignment(order, parent.id, { stage: "reviewing" }) : order;
}

function sentBack(order: WorkOrder, event: TurnEvent<"sent-back">): WorkOrder {
  const { assignment, next } = event;
  const stage = next.state === "handling" ? "handling" : "reviewing";
  const reopened = withAssignment(order, assignment, { stage, reportedAt: null });
  const below = withTurnBelow(reopened, assignment, { stage: "reported", doneAt: null });
  const parent = findAssignment(order, assignment)?.parent ?? null;
  return { ...(parent ? withAssignment(below, parent, { stage: "passed-on" }) : below), ...next };
}

function returnDecided(order: WorkOrder, event: TurnEvent<"return-decided">): WorkOrder {
  if (!event.approved) {
    const stays = withAssignment(order, event.assignment, { stage: "awaiting-acceptance", mayReturn: false });
    return { ...stays, ...event.next };
  }
  return givenBack(order, event, event);
}

/**
 * The order after a turn that its office gave up, or that was taken back from it: with the turn above again, or waiting
 * for dispatch, and then every open turn is given up.
 */
export function givenBack(
  order: WorkOrder,
  { assignment, at }: Readonly<{ assignment: AssignmentId; at: Instant }>,
  to: Readonly<{ next: NextStep; dispatchBy: Instant }>,
): WorkOrder {
  const parent = findAssignment(order, assignment)?.parent ?? null;
  const given = withAssignment(order, assignment, { stage: "returned", doneAt: at });
  if (to.next.state === "awaiting-dispatch") return dispatchedAnew(given, at, to);
  const back = parent ? withAssignment(given, parent, { stage: "handling", passedOnAt: null }) : given;
  return { ...back, ...to.next };
}

function dispatchedAnew(
  order: WorkOrder,
  at: Instant,
  { next, dispatchBy }: Readonly<{ next: NextStep; dispatchBy: Instant }>,
): WorkOrder {
  const left = openTurns(order).reduce<WorkOrder>(
    (now, turn) => withAssignment(now, turn.id, { stage: "returned", doneAt: at }),
    order,
  );
  return { ...left, ...next, dispatchBy };
}
