import type { WorkingCalendar } from "../calendar/working-calendar.ts";
import type { ActionId, OfficeId, UserId } from "../kernel/ids.ts";
import type { Instant } from "../kernel/instant.ts";
import type { ActingRole, Role } from "./permission/role.ts";
import type { KnownCodes } from "./reference/known-codes.ts";
import type { Office } from "./reference/office.ts";
import type { Policy } from "./reference/policy.ts";
import type { Refusal } from "./refusal.ts";
import type { ClockGrade, EventHead, OrderEvent, OrderFact } from "./work-order/order-event.ts";
import { isEnded } from "./work-order/order-state.ts";
import { statesBefore, type MovingEvent } from "./work-order/life-cycle-edges.ts";
import type { WorkOrder } from "./work-order/work-order.ts";

/** Who acts, as far as a decision needs to know. */
export type Actor = Readonly<{ id: UserId; name: string; office: OfficeId; roles: readonly ActingRole[] }>;

export type OfficeLookup = Readonly<{ find: (id: OfficeId) => Office | undefined; hub: OfficeId }>;

/** A person as decisions name them: in which office, with which roles. */
export type Colleague = Readonly<{ id: UserId; name: string; office: OfficeId; roles: readonly Role[] }>;

export type ColleagueLookup = Readonly<{ find: (id: UserId) => Colleague | undefined }>;

/** The rules in force, as data. */
export type Rules = Readonly<{
  calendar: WorkingCalendar;
  policy: Policy;
  offices: OfficeLookup;
  colleagues: ColleagueLookup;
  codes: KnownCodes;
}>;

/**
 * All a decision may look at besides the order and the action. `at` is the graded time; the number is given by the
 * province and null on a desk. One context, one action.
 */
export type DecisionContext = Readonly<{
  actionId: ActionId;
  actor: Actor;
  at: Instant;
  deviceAt: Instant;
  receivedAt: Instant | null;
  grade: ClockGrade | null;
  /** When the device was last certainly in touch before the action; absent where nobody asked. */
  lastContactAt?: Instant | null;
  /** The version of the order that the person saw; absent where nobody asked. */
  baseVersion?: number;
  orderNumber: string | null;
  /** The number of a notice of supervision, given by the province to one it accepts. */
  noticeNumber?: string;
  rules: Rules;
}>;

/**
 * The verdict on an action: a fact to append; merged into one that already stands (nothing to append); or a refusal.
 */
export type Decision =
  | Readonly<{ verdict: "applied"; event: OrderEvent }>
  | Readonly<{ verdict: "merged" }>
  | Readonly<{ verdict: "rejected"; refusal: Refusal }>;

export function rejected(refusal: Refusal): Decision {
  return { verdict: "rejected", refusal };
}

/** Turns a fact into the event to append, signed with who, where and when. */
export function applied(context: DecisionContext, round: number, fact: OrderFact): Decision {
  const head: EventHead = {
    id: context.actionId,
    at: context.at,
    deviceAt: context.deviceAt,
    receivedAt: context.receivedAt,
    grade: context.grade,
    by: context.actor.id,
    byName: context.actor.name,
    office: context.actor.office,
    round,
    ...(context.lastContactAt !== undefined && { lastContactAt: context.lastContactAt }),
  };
  return { verdict: "applied", event: { ...head, ...fact } };
}

/**
 * Whether the order waits for the actor's office with the step that an event records; the refusal when it does not.
 * @see docs/spec/life-cycle.md LC-6, LC-7
 */
export function notMyTurn(order: WorkOrder, context: DecisionContext, event: MovingEvent): Refusal | null {
  if (!statesBefore(event).includes(order.state)) return isEnded(order.state) ? "order-ended" : "state-moved";
  return order.holder === context.actor.office ? null : "other-office";
}
