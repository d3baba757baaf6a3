import type { Static } from "typebox";

import { applied, notMyTurn, rejected, type Decision, type DecisionContext } from "../decision.ts";
import { reworkOf } from "../work-order/rework.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { inspectionPoints, type inspectionFactsSchema } from "./inspection.ts";

/**
 * Decides an inspection (质检). A pass needs every point of the check list and closes the order; `mend` gives the file
 * back to its handler to complete within the same round; `rework` opens a new round. Both need remarks.
 * Refusals: `state-moved`, `other-office`, `reason-missing`, `assignment-moved`.
 * @see docs/spec/life-cycle.md LC-35..LC-37
 */
export function inspectOrder(
  order: WorkOrder,
  payload: Readonly<Static<typeof inspectionFactsSchema>>,
  context: DecisionContext,
): Decision {
  const refusal = notMyTurn(order, context, ["awaiting-inspection"]);
  if (refusal) return rejected(refusal);
  const unexplained = payload.remarks.trim() === "";
  if (payload.verdict === "pass") {
    if (payload.passed.length < inspectionPoints.length && unexplained) return rejected("reason-missing");
    const next = { state: "closed", holder: order.holder } as const;
    return applied(context, order.round, { type: "inspected", inspection: payload, next, rework: null });
  }
  if (unexplained) return rejected("reason-missing");
  const again = reworkOf(order, context);
  if (!again) return rejected("assignment-moved");
  const rework = { ...again.rework, completeBy: again.rework.completeBy };
  return applied(context, order.round, { type: "inspected", inspection: payload, next: again.next, rework });
}
