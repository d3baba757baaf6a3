import type { AssignmentId } from "../../kernel/ids.ts";
import { assertNever } from "../../kernel/invariant.ts";
import type { AssignmentStage } from "../assignment/assignment.ts";
import { findAssignment, withAssignment } from "../assignment/custody.ts";
import type { OrderEvent } from "./order-event.ts";
import type { WorkOrder } from "./work-order.ts";

type TurnEventType =
  "dispatched" | "forwarded" | "accepted" | "reported" | "approved" | "sent-back" | "return-asked" | "return-decided";
type TurnEvent<Type extends TurnEventType = TurnEventType> = Extract<OrderEvent, { type: Type }>;

/** The order after an event that moves a turn (办理节点) on: who holds it and what each turn waits for. */
export function evolveAssignments(order: WorkOrder, event: TurnEvent): WorkOrder {
  switch (event.type) {
    case "dispatched":
      return begun({ ...order, dispatchBy: null }, event);
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

function begun(order: WorkOrder, event: TurnEvent<"dispatched" | "forwarded">): WorkOrder {
  const { assignment } = event;
  const assignments = [...order.assignments, assignment];
  return { ...order, assignments, state: "awaiting-acceptance", holder: assignment.office };
}

function passedOn(order: WorkOrder, event: TurnEvent<"forwarded">): WorkOrder {
  const acceptedAt = findAssignment(order, event.from)?.acceptedAt ?? event.at;
  return begun(withAssignment(order, event.from, { stage: "passed-on", passedOnAt: event.at, acceptedAt }), event);
}

function accepted(order: WorkOrder, event: TurnEvent<"accepted">): WorkOrder {
  const change = { stage: "handling", acceptedAt: event.at, acceptedLate: event.late } as const;
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
  const childrenDone = order.assignments.map((one) =>
    one.parent === event.assignment && one.stage === "reported"
      ? { ...one, stage: "done" as const, doneAt: event.at }
      : one,
  );
  const change = { stage: "reported", reportedAt: event.at } as const;
  const passedUp = withAssignment({ ...order, assignments: childrenDone }, event.assignment, change);
  return { ...reviewingAbove(passedUp, event.assignment), ...event.next };
}

function reviewingAbove(order: WorkOrder, id: AssignmentId): WorkOrder {
  const parent = findAssignment(order, findAssignment(order, id)?.parent ?? null);
  return parent ? withAssignment(order, parent.id, { stage: "reviewing" }) : order;
}

function sentBack(order: WorkOrder, event: TurnEvent<"sent-back">): WorkOrder {
  const child = findAssignment(order, event.assignment);
  const stage: AssignmentStage = event.next.state === "handling" ? "handling" : "reviewing";
  const reopened = withAssignment(order, event.assignment, { stage, reportedAt: null });
  const above = child?.parent ? withAssignment(reopened, child.parent, { stage: "passed-on" }) : reopened;
  return { ...above, ...event.next };
}

function returnDecided(order: WorkOrder, event: TurnEvent<"return-decided">): WorkOrder {
  if (!event.approved) {
    const stays = withAssignment(order, event.assignment, { stage: "awaiting-acceptance", mayReturn: false });
    return { ...stays, ...event.next };
  }
  const parent = findAssignment(order, event.assignment)?.parent ?? null;
  const given = withAssignment(order, event.assignment, { stage: "returned", doneAt: event.at });
  const dispatchBy = event.next.state === "awaiting-dispatch" ? event.dispatchBy : null;
  const back = parent ? withAssignment(given, parent, { stage: "handling" }) : given;
  return { ...back, ...event.next, dispatchBy };
}
