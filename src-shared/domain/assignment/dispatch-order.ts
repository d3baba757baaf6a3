import { Type, type Static } from "typebox";

import { assignmentIdSchema, officeIdSchema, type OfficeId } from "../../kernel/ids.ts";
import { optionalText } from "../../kernel/text.ts";
import { applied, notMyTurn, rejected, type Decision, type DecisionContext } from "../decision.ts";
import { isWithin } from "../reference/office.ts";
import type { Refusal } from "../refusal.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { newAssignment } from "./clocks.ts";
import { findAssignment } from "./custody.ts";

export const dispatchPayload = Type.Object(
  { assignment: assignmentIdSchema, to: officeIdSchema, instruction: optionalText(2000) },
  { additionalProperties: false },
);

export const forwardPayload = Type.Object(
  { from: assignmentIdSchema, assignment: assignmentIdSchema, to: officeIdSchema, instruction: optionalText(2000) },
  { additionalProperties: false },
);

/**
 * Decides whether an office may dispatch (派单) an order that waits for it, to itself or to an office below. The accept
 * and complete clocks start now, not at sign-in.
 * Refusals: `state-moved`, `other-office`, `unknown-office`, `office-closed`, `not-below`.
 * @see docs/spec/assignment.md AS-1, AS-3
 */
export function dispatchOrder(
  order: WorkOrder,
  payload: Readonly<Static<typeof dispatchPayload>>,
  context: DecisionContext,
): Decision {
  const refusal =
    notMyTurn(order, context, ["registered", "awaiting-dispatch"]) ?? badTarget(context, payload.to, true);
  if (refusal) return rejected(refusal);
  const turn = { id: payload.assignment, office: payload.to, parent: null };
  const assignment = newAssignment(context, order.classification, turn);
  const late = order.dispatchBy !== null && context.at > order.dispatchBy;
  return applied(context, order.round, { type: "dispatched", assignment, instruction: payload.instruction, late });
}

/**
 * Decides whether the holder may pass its turn down (下派) to an office below it, before or after accepting.
 * Refusals: as for dispatch, and `assignment-moved`.
 * @see docs/spec/assignment.md AS-2, AS-4
 */
export function forwardOrder(
  order: WorkOrder,
  payload: Readonly<Static<typeof forwardPayload>>,
  context: DecisionContext,
): Decision {
  const refusal =
    notMyTurn(order, context, ["awaiting-acceptance", "handling"]) ?? badTarget(context, payload.to, false);
  if (refusal) return rejected(refusal);
  const parent = findAssignment(order, payload.from);
  if (!parent || parent.office !== context.actor.office) return rejected("assignment-moved");
  if (parent.stage !== "awaiting-acceptance" && parent.stage !== "handling") return rejected("assignment-moved");
  const turn = { id: payload.assignment, office: payload.to, parent };
  const assignment = newAssignment(context, order.classification, turn);
  return applied(context, order.round, {
    type: "forwarded",
    from: parent.id,
    assignment,
    instruction: payload.instruction,
  });
}

function badTarget(context: DecisionContext, to: OfficeId, selfAllowed: boolean): Refusal | null {
  const { offices } = context.rules;
  const target = offices.find(to);
  const own = offices.find(context.actor.office);
  if (!target || !own) return "unknown-office";
  if (to === context.actor.office) return selfAllowed ? null : "not-below";
  return isWithin(target.path, own.path) ? null : "not-below";
}
