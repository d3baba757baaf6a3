import type { Instant } from "../../kernel/instant.ts";
import { assertNever } from "../../kernel/invariant.ts";
import { findAssignment, withAssignment } from "../assignment/custody.ts";
import type { Extension } from "../extension/extension.ts";
import type { ObjectionTarget } from "../objection/objection.ts";
import { givenBack } from "./evolve-assignments.ts";
import { turnsMoved } from "./evolve-moved-turns.ts";
import type { OrderEvent } from "./order-event.ts";
import { isEnded, type OrderState } from "./order-state.ts";
import type { WorkOrder } from "./work-order.ts";

const requestEventTypes = [
  "extension-asked",
  "extension-decided",
  "recalled",
  "handler-assigned",
  "turns-moved",
  "recused",
  "objected",
  "objection-ruled",
  "reopen-asked",
  "reopen-decided",
] as const;
type RequestEventType = (typeof requestEventTypes)[number];
/** The events of requests that run beside or across an order's life. */
export type RequestEvent<T extends RequestEventType = RequestEventType> = Extract<OrderEvent, { type: T }>;

export function isRequestEvent(event: OrderEvent): event is RequestEvent {
  return requestEventTypes.some((type) => type === event.type);
}

/** The order after a request, what was decided on it, or a change of hands that nobody accepted. */
export function evolveRequests(order: WorkOrder, event: RequestEvent): WorkOrder {
  switch (event.type) {
    case "extension-asked":
      return { ...order, extensions: [...order.extensions, asked(event)] };
    case "extension-decided":
      return extensionDecided(order, event);
    case "recalled":
      return givenBack(order, event, event);
    case "handler-assigned":
      return withAssignment(order, event.assignment, { handler: event.to });
    case "turns-moved":
      return turnsMoved(order, event);
    case "recused":
      return recused(order, event);
    case "objected": {
      const { id, target, office, at, byName: by, statement } = event;
      return { ...order, objections: [...order.objections, { id, target, office, at, by, statement, ruling: null }] };
    }
    case "objection-ruled":
      return ruled(order, event);
    case "reopen-asked": {
      const { id, office, at, byName: by, reason } = event;
      return { ...order, reopenings: [...order.reopenings, { id, office, at, by, reason, decision: null }] };
    }
    case "reopen-decided":
      return reopenDecided(order, event);
    default:
      return assertNever(event);
  }
}

function asked(event: RequestEvent<"extension-asked">): Extension {
  const { id, assignment, office, judge, days, reason, at, byName } = event;
  const head = { id, assignment, office, judge, days, reason };
  return { ...head, askedAt: at, askedBy: byName, decision: null, lapsedAt: null };
}

function extensionDecided(order: WorkOrder, event: RequestEvent<"extension-decided">): WorkOrder {
  const { granted, days, reason, at, byName: by, office } = event;
  const decision = { granted, days, reason, at, by, office };
  const extensions = order.extensions.map((one) => (one.id === event.extension ? { ...one, decision } : one));
  return event.moved.reduce<WorkOrder>(
    (now, { assignment, completeBy }) => withAssignment(now, assignment, { completeBy }),
    { ...order, extensions },
  );
}

function recused(order: WorkOrder, event: RequestEvent<"recused">): WorkOrder {
  const { by: user, byName: name, at, reason, next, dispatchBy } = event;
  const without = { ...order, recusals: [...order.recusals, { user, name, at, reason }] };
  const handed = withAssignment(without, event.assignment, { handler: event.to });
  return next === null || dispatchBy === null ? handed : givenBack(handed, event, { next, dispatchBy });
}

function ruled(order: WorkOrder, event: RequestEvent<"objection-ruled">): WorkOrder {
  const { upheld, reason, at, byName: by } = event;
  const ruling = { upheld, reason, at, by };
  const objections = order.objections.map((one) => (one.id === event.objection ? { ...one, ruling } : one));
  const target = order.objections.find((one) => one.id === event.objection)?.target;
  const said = { ...order, objections };
  const struck = upheld && target ? struckOut(said, target) : said;
  const restored = event.restored.reduce<WorkOrder>(
    (now, { assignment, ...turn }) => withAssignment(now, assignment, turn),
    struck,
  );
  return event.next ? { ...restored, ...event.next } : restored;
}

function struckOut(order: WorkOrder, { event }: ObjectionTarget): WorkOrder {
  return {
    ...order,
    callbacks: order.callbacks.map((one) => (one.id === event ? { ...one, struckOut: true } : one)),
    inspections: order.inspections.map((one) => (one.id === event ? { ...one, struckOut: true } : one)),
  };
}

function reopenDecided(order: WorkOrder, event: RequestEvent<"reopen-decided">): WorkOrder {
  const { granted, reason, at, byName: by, next } = event;
  const decision = { granted, reason, at, by };
  const reopenings = order.reopenings.map((one) => (one.id === event.request ? { ...one, decision } : one));
  if (next === null) return { ...order, reopenings };
  const begunAgain = { closedAt: null, retentionYears: null, mergedInto: null, directAnswer: null } as const;
  return { ...order, ...next, ...begunAgain, reopenings, dispatchBy: event.dispatchBy, round: order.round + 1 };
}

// The offices have answered: their limit to complete runs no more, and more time would mean nothing.
const answered: ReadonlySet<OrderState> = new Set(["awaiting-callback", "awaiting-inspection"]);

/**
 * The order with a request for more time laid down whose turn is over, or that came too late to matter.
 * @see docs/spec/extension.md EX-11
 */
export function withLapsedRequests(order: WorkOrder, at: Instant): WorkOrder {
  const isMoot = (one: Extension): boolean => {
    const stage = findAssignment(order, one.assignment)?.stage;
    return isEnded(order.state) || answered.has(order.state) || stage === "done" || stage === "returned";
  };
  const lapses = (one: Extension): boolean => one.decision === null && one.lapsedAt === null && isMoot(one);
  if (!order.extensions.some(lapses)) return order;
  return { ...order, extensions: order.extensions.map((one) => (lapses(one) ? { ...one, lapsedAt: at } : one)) };
}
