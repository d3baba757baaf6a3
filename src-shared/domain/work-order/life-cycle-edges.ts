import type { OrderEventType } from "./order-event.ts";
import type { CardFact } from "../supervision/card-steps.ts";
import { isEnded, orderStates, type OrderState } from "./order-state.ts";

/** Supervision runs beside the state and does not replace it (docs/spec/supervision.md). */
type NoticeEvent = "notice-issued" | "notice-answered" | "notice-settled";

type BesideEvent =
  | "help-asked"
  | "help-answered"
  | "help-released"
  | "incident-flagged"
  | "incident-unflagged"
  | "incident-reported"
  | "incident-closed"
  | "contacts-joined";

/** The events that may move an order to another state; all others only add to its record. */
export type MovingEvent = Exclude<
  OrderEventType,
  | NoticeEvent
  | BesideEvent
  | CardFact["type"]
  | "registered"
  | "amended"
  | "noted"
  | "attached"
  | "evidence-stored"
  | "disclosed"
  | "set-aside"
  | "extension-asked"
  | "extension-decided"
  | "handler-assigned"
  | "turns-moved"
  | "objected"
  | "reopen-asked"
>;
/** `mayStay`: the event may also be recorded in any state and leave it as it is, as when a request is refused. */
type Move = Readonly<{ from: readonly OrderState[]; to: readonly OrderState[]; mayStay?: true }>;

const running = orderStates.filter((state) => !isEnded(state));
const ended = orderStates.filter(isEnded);
const beforeDispatch: readonly OrderState[] = ["registered", "awaiting-dispatch"];
const afterReview: readonly OrderState[] = ["awaiting-review", "awaiting-callback", "awaiting-inspection"];

/**
 * Every way an order's state may change, by the event that changes it: the one table that the decisions ask and from
 * which the diagram in the specification is drawn (scripts/life-cycle-diagram.ts).
 * @see docs/spec/life-cycle.md LC-6
 */
export const lifeCycleEdges: Readonly<Record<MovingEvent, Move>> = {
  "answered-directly": { from: ["registered"], to: ["closed"] },
  dispatched: { from: beforeDispatch, to: ["awaiting-acceptance"] },
  accepted: { from: ["awaiting-acceptance"], to: ["handling"] },
  forwarded: { from: ["awaiting-acceptance", "handling"], to: ["awaiting-acceptance"] },
  "return-asked": { from: ["awaiting-acceptance"], to: ["return-review"] },
  "return-decided": { from: ["return-review"], to: ["awaiting-acceptance", "handling", "awaiting-dispatch"] },
  recalled: { from: ["awaiting-acceptance"], to: ["handling", "awaiting-dispatch"] },
  recused: { from: ["handling"], to: ["handling", "awaiting-dispatch"], mayStay: true },
  suspended: { from: ["handling"], to: ["suspended"] },
  resumed: { from: ["suspended"], to: ["handling"] },
  reported: { from: ["handling"], to: afterReview },
  approved: { from: ["awaiting-review"], to: afterReview },
  "sent-back": { from: ["awaiting-review"], to: ["handling", "awaiting-review"] },
  "called-back": { from: ["awaiting-callback"], to: ["awaiting-callback", "awaiting-inspection", "handling"] },
  inspected: { from: ["awaiting-inspection"], to: ["closed", "handling"] },
  "objection-ruled": { from: ["handling"], to: ["awaiting-inspection"], mayStay: true },
  archived: { from: ["closed"], to: ["archived"] },
  merged: { from: running, to: ["merged"] },
  refused: { from: beforeDispatch, to: ["refused"] },
  "reopen-decided": { from: ended, to: ["awaiting-dispatch"], mayStay: true },
  terminated: { from: running.filter((state) => !beforeDispatch.includes(state)), to: ["terminated"] },
};

/** The states in which an event may happen. */
export function statesBefore(event: MovingEvent): readonly OrderState[] {
  return lifeCycleEdges[event].from;
}

/** Whether an order may go from one state to another by an event; an event that adds to the record changes no state. */
export function isAllowedMove(event: OrderEventType, from: OrderState, to: OrderState): boolean {
  if (!isMoving(event)) return from === to;
  const { from: before, to: after, mayStay } = lifeCycleEdges[event];
  return (before.includes(from) && after.includes(to)) || (mayStay === true && from === to);
}

function isMoving(event: OrderEventType): event is MovingEvent {
  return Object.hasOwn(lifeCycleEdges, event);
}
