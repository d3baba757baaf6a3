import type { Instant } from "../../kernel/instant.ts";
import type { OrderEvent } from "../work-order/order-event.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import type { Incident, IncidentReport } from "./incident.ts";

type Noted = Extract<OrderEvent, { type: "noted" }>;

/** What stands on the board of an incident: a report, or what any office noted meanwhile. */
export type BoardEntry =
  | Readonly<{ kind: "report"; at: Instant; report: IncidentReport }>
  | Readonly<{ kind: "note"; at: Instant; noted: Noted }>;

/**
 * The board of an incident in the order in which it was written: the reports, and the notes that offices of every level
 * made at the order from the flag until the incident was over.
 * @see docs/spec/incident.md IN-15
 */
export function boardEntries(order: WorkOrder, incident: Incident): readonly BoardEntry[] {
  const { flaggedAt, endedAt, reports } = incident;
  const isMeanwhile = (at: Instant): boolean => at >= flaggedAt && (endedAt === null || at <= endedAt);
  const notes = order.timeline.filter((event) => event.type === "noted").filter((event) => isMeanwhile(event.at));
  const entries: readonly BoardEntry[] = [
    ...reports.map((report) => ({ kind: "report", at: report.at, report }) as const),
    ...notes.map((noted) => ({ kind: "note", at: noted.at, noted }) as const),
  ];
  return entries.toSorted((a, b) => a.at - b.at);
}
