import { Type, type Static } from "typebox";

import { assignmentIdSchema, userIdSchema, type AssignmentId } from "../../kernel/ids.ts";
import type { Assignment } from "../assignment/assignment.ts";
import { openTurns } from "../assignment/custody.ts";
import { applied, rejected, type Decision, type DecisionContext } from "../decision.ts";
import type { Refusal } from "../refusal.ts";
import { isEnded } from "../work-order/order-state.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { successorOf } from "./successor.ts";

export const assignHandlerPayload = Type.Object(
  { assignment: assignmentIdSchema, to: userIdSchema },
  { additionalProperties: false },
);

/**
 * Decides that a turn gets another person in charge (换承办人): a colleague of the same office who handles or leads. The
 * office must have taken the turn on. The same person again merges.
 * Refusals: `order-ended`, `assignment-moved`, `other-office`, `not-a-colleague`, `recused`.
 * @see docs/spec/handler.md HD-2, HD-3
 */
export function assignHandler(
  order: WorkOrder,
  payload: Readonly<Static<typeof assignHandlerPayload>>,
  context: DecisionContext,
): Decision {
  const turn = turnTakenOn(order, payload.assignment, context);
  if (typeof turn === "string") return rejected(turn);
  const to = successorOf(order, payload.to, context);
  if (typeof to === "string") return rejected(to);
  if (turn.handler?.id === to.id) return { verdict: "merged" };
  return applied(context, order.round, { type: "handler-assigned", assignment: turn.id, to });
}

/** An open turn of the actor's office that it has taken on; why there is none otherwise. */
export function turnTakenOn(order: WorkOrder, id: AssignmentId, context: DecisionContext): Assignment | Refusal {
  if (isEnded(order.state)) return "order-ended";
  const turn = openTurns(order).find((one) => one.id === id);
  if (!turn) return "assignment-moved";
  if (turn.office !== context.actor.office) return "other-office";
  return turn.acceptedAt === null ? "assignment-moved" : turn;
}
