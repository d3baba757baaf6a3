import type { Refusal } from "../refusal.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import type { Incident } from "./incident.ts";

/** The sign of an incident that the number of workers alone makes one. */
export const manyWorkers = "many-workers";

/** The incident whose reports are due, or undefined while none is open; an order has one open incident at most. */
export function openIncident(order: WorkOrder): Incident | undefined {
  return order.incidents.find((incident) => incident.stage === "open");
}

/**
 * The refusal to end an order whose incident is open; null when none is.
 * @see docs/spec/incident.md IN-10 (source: docs/sources.md S7 art. 25)
 */
export function incidentOpenAt(order: WorkOrder): Refusal | null {
  return openIncident(order) ? "incident-open" : null;
}

/**
 * Whether the file is a collective case, which is kept for longer: classified so, or flagged for its many workers.
 * @see docs/spec/incident.md IN-9
 */
export function isCollective(order: WorkOrder): boolean {
  const flagged = order.incidents.some(({ stage, sign }) => stage !== "unflagged" && sign === manyWorkers);
  return flagged || order.classification.flags.includes("collective");
}

/** Whether the last report of an incident is a final one, so that the hub may close it. */
export function hasFinalReport(incident: Incident): boolean {
  return incident.reports.at(-1)?.kind === "final";
}
