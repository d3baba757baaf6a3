import type { AssignmentId, OfficeId } from "../../kernel/ids.ts";
import { helpingOffices } from "../co-handling/helpers.ts";
import { isEnded } from "../work-order/order-state.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import type { Assignment, AssignmentStage } from "./assignment.ts";

const active: ReadonlySet<AssignmentStage> = new Set(["awaiting-acceptance", "handling", "returning", "reviewing"]);
const over: ReadonlySet<AssignmentStage> = new Set(["done", "returned"]);

/**
 * The turn that must act now, or undefined while none does (before dispatch, at the hub's own steps, and once ended).
 * @see docs/spec/assignment.md AS-7
 */
export function activeAssignment(order: WorkOrder): Assignment | undefined {
  return order.assignments.find((assignment) => active.has(assignment.stage));
}

/** The turns that are not over: the one that acts, those above it that wait, and those that have reported. */
export function openTurns(order: WorkOrder): readonly Assignment[] {
  return order.assignments.filter((one) => !over.has(one.stage));
}

export function findAssignment(order: WorkOrder, id: AssignmentId | null): Assignment | undefined {
  return id === null ? undefined : order.assignments.find((assignment) => assignment.id === id);
}

/** The turn that a turn passed the order down to and that was not given back; a turn has one at most. */
export function turnBelow(order: WorkOrder, assignment: Assignment): Assignment | undefined {
  return order.assignments.findLast((one) => one.parent === assignment.id && one.stage !== "returned");
}

/** The same order with one turn changed. */
export function withAssignment(order: WorkOrder, id: AssignmentId, change: Partial<Assignment>): WorkOrder {
  const assignments = order.assignments.map((one) => (one.id === id ? { ...one, ...change } : one));
  return { ...order, assignments };
}

/** The turns above a turn, nearest first. */
export function turnsAbove(order: WorkOrder, assignment: Assignment): readonly Assignment[] {
  const parent = findAssignment(order, assignment.parent);
  return parent ? [parent, ...turnsAbove(order, parent)] : [];
}

/**
 * The turn of the office that does the work: the lowest one that was not given back; undefined before dispatch.
 * @see docs/spec/privacy.md PR-3
 */
export function handlingTurn(order: WorkOrder): Assignment | undefined {
  return order.assignments.findLast((one) => one.stage !== "returned" && !turnBelow(order, one));
}

/** How many times offices have asked to return this order (AS-22). */
export function returnsAsked(order: WorkOrder): number {
  return order.timeline.filter((event) => event.type === "return-asked").length;
}

/**
 * The offices in charge: who holds the order until it ends, and every office with a turn that was not given back. They
 * may be sent a notice, and write on the board of an incident.
 * @see docs/spec/supervision.md SU-3, docs/spec/incident.md IN-4
 */
export function officesInCharge(order: WorkOrder): readonly OfficeId[] {
  const turns = order.assignments.filter((one) => one.stage !== "returned");
  const holder = isEnded(order.state) ? [] : [order.holder];
  return [...new Set([...holder, ...turns.map((one) => one.office)])];
}

/**
 * The offices whose people have a right to the order: who registered it, who holds it, every office with a turn that was
 * not given back, and those that help. Their superiors see it through the office tree.
 * @see docs/spec/visibility.md VI-1, docs/spec/co-handling.md CH-10
 */
export function officesWithRight(order: WorkOrder): readonly OfficeId[] {
  const turns = order.assignments.filter((one) => one.stage !== "returned").map((one) => one.office);
  return [...new Set([order.registeredBy, order.holder, ...turns, ...helpingOffices(order)])];
}

/** Whether an office ever had a turn, or registered the order. */
export function everHeld(order: WorkOrder, office: OfficeId): boolean {
  return order.registeredBy === office || order.assignments.some((one) => one.office === office);
}

// Callback and inspection have no limit of their own: the handling office has answered, and its clock with it.
const restsOnTheHub: ReadonlySet<WorkOrder["state"]> = new Set([
  "suspended",
  "awaiting-callback",
  "awaiting-inspection",
]);

/**
 * The due time that presses now: dispatch, acceptance, or completion; null when nothing waits on a clock.
 * @see docs/spec/life-cycle.md LC-71
 */
export function pressingDue(order: WorkOrder): number | null {
  if (isEnded(order.state) || restsOnTheHub.has(order.state)) return null;
  if (order.state === "registered" || order.state === "awaiting-dispatch") return order.dispatchBy;
  const turn = activeAssignment(order);
  if (!turn) return null;
  return order.state === "awaiting-acceptance" || order.state === "return-review" ? turn.acceptBy : turn.completeBy;
}

/** The open turn of an office that it has taken on: the one whose person in charge may change. */
export function turnInHand(order: WorkOrder, office: OfficeId): Assignment | undefined {
  return openTurns(order).findLast((one) => one.office === office && one.acceptedAt !== null);
}
