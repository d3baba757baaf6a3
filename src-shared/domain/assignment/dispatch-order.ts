import { Type, type Static } from "typebox";

import {
  assignmentId,
  assignmentIdSchema,
  officeIdSchema,
  type AssignmentId,
  type OfficeId,
} from "../../kernel/ids.ts";
import { optionalText } from "../../kernel/text.ts";
import { applied, notMyTurn, rejected, type Decision, type DecisionContext } from "../decision.ts";
import { timeMarks } from "../supervision/time-verdict.ts";
import { roundBegun } from "../supervision/turn-round.ts";
import { isOpenOffice, isWithin } from "../reference/office.ts";
import type { Refusal } from "../refusal.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { findAssignment } from "./custody.ts";
import { newTurn, turnPassedOn } from "./new-turn.ts";

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
 * and complete clocks start now, not at sign-in. An office other than the hub that dispatches to one below keeps a turn
 * of its own above it, so that the result comes back level by level.
 * Refusals: `order-ended`, `state-moved`, `other-office`, `unknown-office`, `not-below`, `malformed` (a turn's id used
 * before).
 * @see docs/spec/assignment.md AS-1, AS-3, AS-4
 */
export function dispatchOrder(
  order: WorkOrder,
  payload: Readonly<Static<typeof dispatchPayload>>,
  context: DecisionContext,
): Decision {
  const refusal = notMyTurn(order, context, "dispatched") ?? badTarget(context, payload.to, true);
  if (refusal) return rejected(refusal);
  const { office } = context.actor;
  const own = assignmentId(context.actionId);
  if (isKnown(order, payload.assignment) || payload.assignment === own) return rejected("malformed");
  const isDirect = office === context.rules.offices.hub || office === payload.to;
  const through = isDirect ? null : turnPassedOn(order, context, own);
  const turn = { id: payload.assignment, office: payload.to, parent: through };
  const assignment = newTurn(order, context, turn);
  const late = order.dispatchBy !== null && context.at > order.dispatchBy;
  const { instruction } = payload;
  return applied(context, order.round, { type: "dispatched", through, assignment, instruction, late });
}

/**
 * Decides whether the holder may pass its turn down (下派) to an office below it, before or after accepting; passing on
 * before accepting is accepting.
 * Refusals: as for dispatch, and `assignment-moved`.
 * @see docs/spec/assignment.md AS-2, AS-5
 */
export function forwardOrder(
  order: WorkOrder,
  payload: Readonly<Static<typeof forwardPayload>>,
  context: DecisionContext,
): Decision {
  const refusal = notMyTurn(order, context, "forwarded") ?? badTarget(context, payload.to, false);
  if (refusal) return rejected(refusal);
  if (isKnown(order, payload.assignment)) return rejected("malformed");
  const parent = findAssignment(order, payload.from);
  if (!parent || parent.office !== context.actor.office) return rejected("assignment-moved");
  if (parent.stage !== "awaiting-acceptance" && parent.stage !== "handling") return rejected("assignment-moved");
  const assignment = newTurn(order, context, { id: payload.assignment, office: payload.to, parent });
  const { instruction } = payload;
  const marks =
    parent.acceptedAt === null
      ? timeMarks(context, {
          assignment: parent.id,
          clock: "accept",
          round: roundBegun(order, parent),
          due: parent.acceptBy,
        })
      : {};
  return applied(context, order.round, { type: "forwarded", from: parent.id, assignment, instruction, ...marks });
}

function isKnown(order: WorkOrder, id: AssignmentId): boolean {
  return findAssignment(order, id) !== undefined;
}

function badTarget(context: DecisionContext, to: OfficeId, selfAllowed: boolean): Refusal | null {
  const { offices } = context.rules;
  const target = offices.find(to);
  const own = offices.find(context.actor.office);
  if (!target || !own || !isOpenOffice(target)) return "unknown-office";
  if (to === context.actor.office) return selfAllowed ? null : "not-below";
  return isWithin(target.path, own.path) ? null : "not-below";
}
