import type { Static } from "typebox";

import { deadline } from "../../calendar/add-working-time.ts";
import { applied, rejected, type Decision, type DecisionContext } from "../decision.ts";
import { officesInCharge } from "../assignment/custody.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import type { closeIncidentPayload, IncidentReportKind, reportIncidentPayload } from "./incident.ts";
import { hasFinalReport, openIncident } from "./incidents-of.ts";

/**
 * Decides a report on the board of an incident (首报、续报、终报). Of two first reports that offices wrote apart from
 * each other, the second counts as a follow-up. The next one is due from this one; after a final one none is.
 * Refusals: `no-incident`, `other-office`, `first-report-missing`.
 * @see docs/spec/incident.md IN-3 to IN-6
 */
export function reportIncident(
  order: WorkOrder,
  payload: Readonly<Static<typeof reportIncidentPayload>>,
  context: DecisionContext,
): Decision {
  const { actor, rules } = context;
  const mayWrite = actor.office === rules.offices.hub || officesInCharge(order).includes(actor.office);
  if (!mayWrite) return rejected("other-office");
  const incident = openIncident(order);
  if (!incident) return rejected("no-incident");
  const isFirst = incident.reports.length === 0;
  if (isFirst && payload.kind !== "first") return rejected("first-report-missing");
  const kind: IncidentReportKind = !isFirst && payload.kind === "first" ? "follow-up" : payload.kind;
  const late = incident.reportBy !== null && context.at > incident.reportBy;
  const nextBy = kind === "final" ? null : deadline(rules.calendar, context.at, rules.policy.incident.followUpEvery);
  return applied(context, order.round, { type: "incident-reported", report: { ...payload, kind }, late, nextBy });
}

/**
 * Decides that an incident is over (事件办结): by the hub alone, after a final report.
 * Refusals: `other-office`, `no-incident`, `final-report-missing`.
 * @see docs/spec/incident.md IN-7 (source: docs/sources.md S7 art. 25)
 */
export function closeIncident(
  order: WorkOrder,
  payload: Readonly<Static<typeof closeIncidentPayload>>,
  context: DecisionContext,
): Decision {
  if (context.actor.office !== context.rules.offices.hub) return rejected("other-office");
  const incident = openIncident(order);
  if (!incident) return rejected("no-incident");
  if (!hasFinalReport(incident)) return rejected("final-report-missing");
  return applied(context, order.round, { type: "incident-closed", conclusion: payload.conclusion });
}
