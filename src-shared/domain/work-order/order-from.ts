import { orderId } from "../../kernel/ids.ts";
import { incidentBegun } from "./evolve-incident.ts";
import type { OrderEvent } from "./order-event.ts";
import type { WorkOrder } from "./work-order.ts";

/**
 * The order that a registration begins. Its id is the id of the action that registered it, so that a repeated
 * registration cannot make a second order.
 * @see docs/spec/life-cycle.md LC-1
 */
export function orderFrom(event: Extract<OrderEvent, { type: "registered" }>): WorkOrder {
  const { intake } = event;
  return {
    id: orderId(event.id),
    number: event.number,
    provisionalNumber: intake.provisionalNumber,
    version: 1,
    state: "registered",
    round: 1,
    holder: event.office,
    registeredAt: event.at,
    registeredBy: event.office,
    dispatchBy: event.dispatchBy,
    classification: intake.classification,
    worker: intake.worker,
    employer: intake.employer,
    claim: intake.claim,
    contacts: [intake.contact],
    assignments: [],
    attachments: [],
    reports: [],
    callbacks: [],
    inspections: [],
    notices: [],
    helps: [],
    incidents: event.incident ? [incidentBegun(event.incident, event, true)] : [],
    extensions: [],
    objections: [],
    reopenings: [],
    recusals: [],
    cards: [],
    reminders: [],
    doubts: [],
    directAnswer: null,
    suspension: null,
    mergedInto: null,
    closedAt: null,
    retentionYears: null,
    policyVersion: event.policyVersion,
    calendarVersion: event.calendarVersion,
    timeline: [event],
    lastActionId: event.id,
  };
}
