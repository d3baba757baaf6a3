import type { Static } from "typebox";

import { deadline } from "../../calendar/add-working-time.ts";
import { officesWithRight } from "../assignment/custody.ts";
import { applied, rejected, type Decision, type DecisionContext } from "../decision.ts";
import { isAtOrAbove } from "../reference/is-at-or-above.ts";
import { isEnded } from "../work-order/order-state.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import type { flagIncidentPayload, IncidentOpening, unflagIncidentPayload } from "./incident.ts";
import { manyWorkers, openIncident } from "./incidents-of.ts";

/**
 * The incident that a number of workers makes by itself; null below the policy's number, and where the order was at or
 * above it already (`before`), so that what the hub unflagged is not flagged again by the next correction.
 * @see docs/spec/incident.md IN-1 (source: docs/sources.md S9 art. 7)
 */
export function openingByNumber(persons: number, before: number, context: DecisionContext): IncidentOpening | null {
  const { flagAtWorkers } = context.rules.policy.incident;
  if (flagAtWorkers === 0 || persons < flagAtWorkers || before >= flagAtWorkers) return null;
  return opening(manyWorkers, "", context);
}

function opening(sign: string, reason: string, context: DecisionContext): IncidentOpening {
  const { calendar, policy } = context.rules;
  return { sign, reason, reportBy: deadline(calendar, context.at, policy.incident.firstReport) };
}

/**
 * Decides that an order is flagged as a major or collective incident (标记群体性/重大事件) by hand, with a sign and a
 * reason: by any office with a right to the order, or above one. The first report is due from now.
 * Refusals: `order-ended`, `other-office`, `incident-already`.
 * @see docs/spec/incident.md IN-2
 */
export function flagIncident(
  order: WorkOrder,
  payload: Readonly<Static<typeof flagIncidentPayload>>,
  context: DecisionContext,
): Decision {
  if (isEnded(order.state)) return rejected("order-ended");
  const { actor, rules } = context;
  if (!isAtOrAbove(rules.offices, actor.office, officesWithRight(order))) return rejected("other-office");
  if (openIncident(order)) return rejected("incident-already");
  const flagged = opening(payload.sign, payload.reason, context);
  return applied(context, order.round, { type: "incident-flagged", opening: flagged });
}

/**
 * Decides that what was flagged is no incident (撤销标记): by the hub alone, with a reason.
 * Refusals: `other-office`, `no-incident`.
 * @see docs/spec/incident.md IN-8
 */
export function unflagIncident(
  order: WorkOrder,
  payload: Readonly<Static<typeof unflagIncidentPayload>>,
  context: DecisionContext,
): Decision {
  if (context.actor.office !== context.rules.offices.hub) return rejected("other-office");
  if (!openIncident(order)) return rejected("no-incident");
  return applied(context, order.round, { type: "incident-unflagged", reason: payload.reason });
}
