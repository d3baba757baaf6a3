import { answerHelp, askHelp, releaseHelp } from "../domain/co-handling/co-handle.ts";
import type { Decision, DecisionContext } from "../domain/decision.ts";
import { flagIncident, unflagIncident } from "../domain/incident/flag-incident.ts";
import { closeIncident, reportIncident } from "../domain/incident/report-incident.ts";
import { joinContacts } from "../domain/work-order/add-record.ts";
import type { WorkOrder } from "../domain/work-order/work-order.ts";
import { assertNever } from "../kernel/invariant.ts";
import type { Intent } from "./action.ts";

const besideTypes = [
  "ask-help",
  "answer-help",
  "release-help",
  "flag-incident",
  "unflag-incident",
  "report-incident",
  "close-incident",
  "join-contacts",
] as const;
export type BesideIntent = Extract<Intent, { type: (typeof besideTypes)[number] }>;

export function isBeside(intent: Intent): intent is BesideIntent {
  return besideTypes.some((type) => type === intent.type);
}

/** Judges what runs beside the state and does not replace it: co-handling, incidents, joined contacts. */
export function decideBeside(order: WorkOrder, intent: BesideIntent, context: DecisionContext): Decision {
  switch (intent.type) {
    case "join-contacts":
      return joinContacts(order, intent.payload, context);
    case "ask-help":
      return askHelp(order, intent.payload, context);
    case "answer-help":
      return answerHelp(order, intent.payload, context);
    case "release-help":
      return releaseHelp(order, intent.payload, context);
    case "flag-incident":
      return flagIncident(order, intent.payload, context);
    case "unflag-incident":
      return unflagIncident(order, intent.payload, context);
    case "report-incident":
      return reportIncident(order, intent.payload, context);
    case "close-incident":
      return closeIncident(order, intent.payload, context);
    default:
      return assertNever(intent);
  }
}
