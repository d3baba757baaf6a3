import { assertNever } from "../../kernel/invariant.ts";
import type { Incident, IncidentOpening, IncidentReport } from "../incident/incident.ts";
import { openIncident } from "../incident/incidents-of.ts";
import type { EventHead, OrderEvent } from "./order-event.ts";
import type { WorkOrder } from "./work-order.ts";

type IncidentEventType = "incident-flagged" | "incident-unflagged" | "incident-reported" | "incident-closed";
type IncidentEvent<Type extends IncidentEventType = IncidentEventType> = Extract<OrderEvent, { type: Type }>;

/** The order after an event of its incident (群体性/重大事件); state, holder and turns stay as they are. */
export function evolveIncidents(order: WorkOrder, event: IncidentEvent): WorkOrder {
  switch (event.type) {
    case "incident-flagged":
      return { ...order, incidents: [...order.incidents, incidentBegun(event.opening, event, false)] };
    case "incident-unflagged":
      return withOpenIncident(order, { ...over(event), stage: "unflagged", conclusion: event.reason });
    case "incident-reported": {
      const reports = [...(openIncident(order)?.reports ?? []), reportOf(order, event)];
      return withOpenIncident(order, { reports, reportBy: event.nextBy });
    }
    case "incident-closed":
      return withOpenIncident(order, { ...over(event), stage: "closed", conclusion: event.conclusion });
    default:
      return assertNever(event);
  }
}

/** An incident at its beginning; `automatic` when the number of workers made it one. */
export function incidentBegun(opening: IncidentOpening, head: EventHead, automatic: boolean): Incident {
  return {
    ...opening,
    stage: "open",
    automatic,
    flaggedAt: head.at,
    flaggedBy: head.byName,
    office: head.office,
    reports: [],
    endedAt: null,
    endedBy: "",
    conclusion: "",
  };
}

function reportOf(order: WorkOrder, event: IncidentEvent<"incident-reported">): IncidentReport {
  const { at, byName, office, late } = event;
  return { ...event.report, at, by: byName, office, late, dueAt: openIncident(order)?.reportBy ?? null };
}

function over(head: EventHead): Pick<Incident, "endedAt" | "endedBy" | "reportBy"> {
  return { endedAt: head.at, endedBy: head.byName, reportBy: null };
}

function withOpenIncident(order: WorkOrder, change: Partial<Incident>): WorkOrder {
  const incidents = order.incidents.map((one) => (one.stage === "open" ? { ...one, ...change } : one));
  return { ...order, incidents };
}

/** An incident does not outlive its order: what the hub merges or ends ends it too. */
export function withEndedIncident(order: WorkOrder, head: EventHead): WorkOrder {
  return openIncident(order) ? withOpenIncident(order, { ...over(head), stage: "ended" }) : order;
}
