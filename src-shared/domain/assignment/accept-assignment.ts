import { Type, type Static } from "typebox";

import { assignmentIdSchema } from "../../kernel/ids.ts";
import { applied, notMyTurn, rejected, type Decision, type DecisionContext } from "../decision.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { timeMarks } from "../supervision/time-verdict.ts";
import { roundBegun } from "../supervision/turn-round.ts";
import { findAssignment } from "./custody.ts";

export const acceptPayload = Type.Object({ assignment: assignmentIdSchema }, { additionalProperties: false });

/**
 * Decides whether an office may accept (受理) the turn dispatched to it. A late acceptance is kept and marked: the
 * officer may have been offline. A second acceptance by the same office merges into the first.
 * Refusals: `assignment-moved`, `other-office`, `order-ended`, `state-moved`.
 * @see docs/spec/assignment.md AS-10, AS-11, AS-12 (source: docs/sources.md S1, 3个工作日内受理)
 */
export function acceptAssignment(
  order: WorkOrder,
  payload: Readonly<Static<typeof acceptPayload>>,
  context: DecisionContext,
): Decision {
  const turn = findAssignment(order, payload.assignment);
  if (!turn) return rejected("assignment-moved");
  if (turn.office !== context.actor.office) return rejected("other-office");
  if (turn.acceptedAt !== null) return { verdict: "merged" };
  const refusal = notMyTurn(order, context, "accepted");
  if (refusal) return rejected(refusal);
  if (turn.stage !== "awaiting-acceptance") return rejected("assignment-moved");
  const { round } = order;
  const marks = timeMarks(context, {
    assignment: turn.id,
    clock: "accept",
    round: roundBegun(order, turn),
    due: turn.acceptBy,
  });
  return applied(context, round, { type: "accepted", assignment: turn.id, ...marks });
}
