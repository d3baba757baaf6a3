import { deadline, resumedDeadline } from "../../calendar/add-working-time.ts";
import { atCloseOfBusiness } from "../../calendar/close-of-business.ts";
import type { Limit, LimitUnit } from "../../calendar/limit.ts";
import type { Instant } from "../../kernel/instant.ts";
import type { DecisionContext } from "../decision.ts";
import { limitsFor } from "../reference/policy.ts";
import type { Classification } from "../work-order/classification.ts";
import type { MovedLimit } from "../work-order/order-event.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { openTurns } from "./custody.ts";

export type Clocks = Readonly<{
  dispatchBy: Instant;
  acceptBy: Instant;
  firstContactBy: Instant | null;
  completeBy: Instant;
}>;

/**
 * The limits that start now for a class and urgency (policy), each as the moment it ends.
 * @see docs/spec/assignment.md AS-1 (source: docs/sources.md S1, 3个工作日内受理, 15个工作日内办结)
 */
export function clocksFrom(context: DecisionContext, classification: Classification): Clocks {
  const { policy } = context.rules;
  const limits = limitsFor(policy, classification.class, classification.urgency);
  return {
    dispatchBy: endOf(context, limits.dispatch),
    acceptBy: endOf(context, limits.accept),
    firstContactBy: limits.firstContact ? endOf(context, limits.firstContact) : null,
    completeBy: endOf(context, limits.complete),
  };
}

function endOf(context: DecisionContext, limit: Limit): Instant {
  const { calendar, policy } = context.rules;
  return atCloseOfBusiness(deadline(calendar, context.at, limit), policy.closeOfBusiness);
}

/**
 * The limits of the open turns after a rest: each moves by what was paused.
 * @see docs/spec/life-cycle.md LC-52, docs/spec/calendar.md CA-13
 */
export function limitsAfterRest(order: WorkOrder, context: DecisionContext): readonly MovedLimit[] {
  const { calendar, policy } = context.rules;
  const { class: orderClass, urgency } = order.classification;
  const limits = limitsFor(policy, orderClass, urgency);
  const pause = { from: order.suspension?.since ?? context.at, until: context.at };
  const moved = (due: Instant, unit: LimitUnit): Instant =>
    atCloseOfBusiness(resumedDeadline(calendar, { due, unit }, pause), policy.closeOfBusiness);
  return openTurns(order).map((turn) => ({
    assignment: turn.id,
    completeBy: moved(turn.completeBy, limits.complete.unit),
    firstContactBy:
      turn.firstContactBy === null || turn.firstContactAt !== null
        ? turn.firstContactBy
        : moved(turn.firstContactBy, limits.firstContact?.unit ?? limits.complete.unit),
  }));
}
