import type { Static } from "typebox";

import { incidentOpenAt } from "../incident/incidents-of.ts";
import { applied, notMyTurn, rejected, type Decision, type DecisionContext } from "../decision.ts";
import type { Refusal } from "../refusal.ts";
import { reworkOf } from "../work-order/rework.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { inspectionPoints, type InspectionFacts, type inspectionFactsSchema } from "./inspection.ts";

/**
 * Decides an inspection (质检). A pass closes the order; points of the check list that were not met need remarks. `mend`
 * gives the file back to the office that handled it within the same round, and its report then comes straight back;
 * `rework` opens a new round. Both need remarks.
 * Refusals: `order-ended`, `state-moved`, `other-office`, `reason-missing`, `incident-open` (a pass).
 * @see docs/spec/life-cycle.md LC-35 to LC-38
 */
export function inspectOrder(
  order: WorkOrder,
  payload: Readonly<Static<typeof inspectionFactsSchema>>,
  context: DecisionContext,
): Decision {
  const refusal = notMyTurn(order, context, "inspected") ?? notToBeClosed(order, payload);
  if (refusal) return rejected(refusal);
  if (needsRemarks(payload) && payload.remarks.trim() === "") return rejected("reason-missing");
  const closed = { state: "closed", holder: order.holder } as const;
  const again = payload.verdict === "pass" ? null : reworkOf(order, context);
  const next = again?.next ?? closed;
  return applied(context, order.round, { type: "inspected", inspection: payload, next, rework: again?.rework ?? null });
}

function notToBeClosed(order: WorkOrder, { verdict }: InspectionFacts): Refusal | null {
  return verdict === "pass" ? incidentOpenAt(order) : null;
}

function needsRemarks({ verdict, passed }: InspectionFacts): boolean {
  return verdict !== "pass" || !inspectionPoints.every((point) => passed.includes(point));
}
