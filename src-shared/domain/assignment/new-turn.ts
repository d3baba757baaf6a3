import type { AssignmentId, OfficeId } from "../../kernel/ids.ts";
import type { DecisionContext } from "../decision.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import type { DispatchedTurn } from "./assignment.ts";
import { clocksFrom } from "./clocks.ts";
import { returnsAsked } from "./custody.ts";

/** How often an order may be sent back as not one's matter: the second time the hub decides, for good. */
export const maxReturns = 2;

export type Turn = Readonly<{ id: AssignmentId; office: OfficeId; parent: DispatchedTurn | null }>;

/**
 * A new turn at an order. A turn passed down keeps the completion limit of the turn above it: forwarding gives the
 * worker no later date. Its accept clock is its own.
 * @see docs/spec/assignment.md AS-2, AS-5, AS-25
 */
export function newTurn(order: WorkOrder, context: DecisionContext, turn: Turn): DispatchedTurn {
  const clocks = clocksFrom(context, order.classification);
  return {
    id: turn.id,
    office: turn.office,
    parent: turn.parent?.id ?? null,
    from: context.actor.office,
    stage: "awaiting-acceptance",
    dispatchedAt: context.at,
    acceptBy: clocks.acceptBy,
    completeBy: turn.parent?.completeBy ?? clocks.completeBy,
    firstContactBy: clocks.firstContactBy,
    acceptedAt: null,
    acceptedLate: false,
    firstContactAt: null,
    passedOnAt: null,
    reportedAt: null,
    doneAt: null,
    mayReturn: turn.office !== context.actor.office && returnsAsked(order) < maxReturns,
  };
}

/**
 * The turn of an office that dispatched an order of its own to an office below: taken on and passed on in one step, so
 * that the result comes back through it.
 * @see docs/spec/assignment.md AS-4
 */
export function turnPassedOn(order: WorkOrder, context: DecisionContext, id: AssignmentId): DispatchedTurn {
  const turn = newTurn(order, context, { id, office: context.actor.office, parent: null });
  return { ...turn, stage: "passed-on", acceptedAt: context.at, passedOnAt: context.at };
}
