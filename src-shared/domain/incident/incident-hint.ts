import { deadline } from "../../calendar/add-working-time.ts";
import type { Limit } from "../../calendar/limit.ts";
import type { Instant } from "../../kernel/instant.ts";
import type { Rules } from "../decision.ts";
import type { Policy } from "../reference/policy.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { openIncident } from "./incidents-of.ts";

/** What hints at an incident without making one: many workers, or several orders about one employer. */
export type IncidentHint = "workers" | "employer";

type SameEmployer = Readonly<{ orders: number; within: Limit }>;

/** The default of a policy that says nothing of it: three orders about one employer within fifteen days. */
const defaultSameEmployer: SameEmployer = { orders: 3, within: { amount: 15, unit: "calendar-day" } };

/**
 * The hints that an order gives which is not flagged; none once it is.
 * @param others how many other orders name the same employer within the policy's days
 * @see docs/spec/incident.md IN-12, IN-13
 */
export function incidentHints(order: WorkOrder, others: number, { incident }: Policy): readonly IncidentHint[] {
  if (openIncident(order)) return [];
  const { orders } = incident.hintSameEmployer ?? defaultSameEmployer;
  const hints: IncidentHint[] = [];
  if (incident.hintAtWorkers > 0 && order.worker.persons >= incident.hintAtWorkers) hints.push("workers");
  if (orders > 0 && others + 1 >= orders) hints.push("employer");
  return hints;
}

type Named = Readonly<{ employerName: string; employerCode: string; registeredAt: Instant }>;

/**
 * Whether another order is about the same employer, by credit code where both have one, else by name written the same
 * but for spaces, brackets and full width, and was registered within the policy's days of this one.
 * @see docs/spec/incident.md IN-13
 */
export function isOfSameEmployer(order: WorkOrder, other: Named, { policy, calendar }: Rules): boolean {
  const { within } = policy.incident.hintSameEmployer ?? defaultSameEmployer;
  const [earlier, later] = [order.registeredAt, other.registeredAt].toSorted((a, b) => a - b);
  if (earlier === undefined || later === undefined || deadline(calendar, earlier, within) < later) return false;
  const { name, creditCode } = order.employer;
  if (creditCode !== "" && other.employerCode !== "") return creditCode === other.employerCode;
  return name !== "" && plainName(name) === plainName(other.employerName);
}

function plainName(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s()[\]（）【】·.,，。"'“”-]/g, "");
}
