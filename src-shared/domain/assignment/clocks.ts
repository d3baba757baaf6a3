import { deadline } from "../../calendar/add-working-time.ts";
import type { AssignmentId, OfficeId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instant.ts";
import type { DecisionContext } from "../decision.ts";
import { limitsFor } from "../reference/policy.ts";
import type { Classification } from "../work-order/classification.ts";
import type { Assignment } from "./assignment.ts";

export type Clocks = Readonly<{
  dispatchBy: Instant;
  acceptBy: Instant;
  firstContactBy: Instant | null;
  completeBy: Instant;
}>;

/**
 * The limits that start now for a class and urgency (policy), each as the moment it ends.
 * @see docs/spec/assignment.md AS-1 (source: docs/sources.md, 3个工作日内受理, 15个工作日内办结)
 */
export function clocksFrom(context: DecisionContext, classification: Classification): Clocks {
  const { calendar, policy } = context.rules;
  const limits = limitsFor(policy, classification.class, classification.urgency);
  return {
    dispatchBy: deadline(calendar, context.at, limits.dispatch),
    acceptBy: deadline(calendar, context.at, limits.accept),
    firstContactBy: limits.firstContact ? deadline(calendar, context.at, limits.firstContact) : null,
    completeBy: deadline(calendar, context.at, limits.complete),
  };
}

export type Turn = Readonly<{ id: AssignmentId; office: OfficeId; parent: Assignment | null }>;

/**
 * A new turn at an order. A turn passed down keeps the completion limit of the turn above it: forwarding gives the
 * worker no later date (AS-2). Its accept clock is its own.
 */
export function newAssignment(context: DecisionContext, classification: Classification, turn: Turn): Assignment {
  const clocks = clocksFrom(context, classification);
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
    mayReturn: turn.office !== context.actor.office,
  };
}
