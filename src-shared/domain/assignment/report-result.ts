import { Type, type Static } from "typebox";

import { assignmentIdSchema } from "../../kernel/ids.ts";
import { optionalText, requiredText } from "../../kernel/text.ts";
import { applied, notMyTurn, rejected, type Decision, type DecisionContext } from "../decision.ts";
import type { NextStep } from "../work-order/order-event.ts";
import { isEnded } from "../work-order/order-state.ts";
import { reportFactsSchema } from "../work-order/report.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import type { Assignment } from "./assignment.ts";
import { timeMarks } from "../supervision/time-verdict.ts";
import { activeAssignment, findAssignment, turnBelow } from "./custody.ts";

export const reportPayload = reportFactsSchema;
export const approvePayload = Type.Object(
  { assignment: assignmentIdSchema, opinion: optionalText(2000) },
  { additionalProperties: false },
);
export const sendBackPayload = Type.Object(
  { assignment: assignmentIdSchema, reason: requiredText(2000) },
  { additionalProperties: false },
);

/**
 * Decides a result report (办结反馈). It goes one level up for review, or to the hub where no level is left.
 * A second report of a turn that has already reported is kept as a supplementary one until the order ends for good.
 * Refusals: `assignment-moved`, `other-office`, `state-moved`, `order-ended`.
 * @see docs/spec/assignment.md AS-30 to AS-34
 */
export function reportResult(
  order: WorkOrder,
  payload: Readonly<Static<typeof reportPayload>>,
  context: DecisionContext,
): Decision {
  const turn = findAssignment(order, payload.assignment);
  if (!turn || turn.stage === "returned") return rejected("assignment-moved");
  if (turn.office !== context.actor.office) return rejected("other-office");
  if (turn.stage === "reported" || turn.stage === "done") return supplementary(order, payload, context);
  const refusal = notMyTurn(order, context, "reported");
  if (refusal) return rejected(refusal);
  if (turn.stage !== "handling") return rejected("assignment-moved");
  const marks = timeMarks(context, {
    assignment: turn.id,
    clock: "complete",
    round: order.round,
    due: turn.completeBy,
  });
  const next = oneLevelUp(order, turn, context);
  return applied(context, order.round, { type: "reported", report: payload, ...marks, supplementary: false, next });
}

function supplementary(
  order: WorkOrder,
  payload: Readonly<Static<typeof reportPayload>>,
  context: DecisionContext,
): Decision {
  if (isEnded(order.state) && order.state !== "closed") return rejected("order-ended");
  const fact = { type: "reported", report: payload, late: false, supplementary: true, next: null } as const;
  return applied(context, order.round, fact);
}

/**
 * Decides an approval (审核通过) by the level above: the order goes one level higher. `assignment` is the reviewing turn.
 * Refusals: `order-ended`, `state-moved`, `other-office`, `assignment-moved`.
 * @see docs/spec/assignment.md AS-40
 */
export function approveResult(
  order: WorkOrder,
  payload: Readonly<Static<typeof approvePayload>>,
  context: DecisionContext,
): Decision {
  const refusal = notMyTurn(order, context, "approved");
  if (refusal) return rejected(refusal);
  const reviewer = activeAssignment(order);
  if (!reviewer || reviewer.id !== payload.assignment) return rejected("assignment-moved");
  const next = oneLevelUp(order, reviewer, context);
  return applied(context, order.round, { type: "approved", assignment: reviewer.id, opinion: payload.opinion, next });
}

/**
 * Decides that a report is sent back (退回补充) to the turn below, with a reason: to be handled again, or to be reviewed
 * again by an office that has a turn below itself. Refusals: as for approval.
 * @see docs/spec/assignment.md AS-41, AS-42
 */
export function sendBack(
  order: WorkOrder,
  payload: Readonly<Static<typeof sendBackPayload>>,
  context: DecisionContext,
): Decision {
  const refusal = notMyTurn(order, context, "sent-back");
  if (refusal) return rejected(refusal);
  const reviewer = activeAssignment(order);
  const below = reviewer && turnBelow(order, reviewer);
  if (!below || reviewer.id !== payload.assignment) return rejected("assignment-moved");
  return applied(context, order.round, {
    type: "sent-back",
    assignment: below.id,
    reason: payload.reason,
    next: { state: turnBelow(order, below) ? "awaiting-review" : "handling", holder: below.office },
  });
}

function oneLevelUp(order: WorkOrder, turn: Assignment, context: DecisionContext): NextStep {
  const parent = findAssignment(order, turn.parent);
  if (parent) return { state: "awaiting-review", holder: parent.office };
  const { hub } = context.rules.offices;
  return { state: isAskedAbout(order) ? "awaiting-inspection" : "awaiting-callback", holder: hub };
}

/** A file that an inspection gave back to be mended is of a round in which the worker has been asked (LC-37). */
function isAskedAbout(order: WorkOrder): boolean {
  return order.inspections.some((one) => one.round === order.round);
}
