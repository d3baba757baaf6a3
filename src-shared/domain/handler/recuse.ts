import { Type, type Static } from "typebox";

import { assignmentIdSchema, userIdSchema } from "../../kernel/ids.ts";
import { requiredText } from "../../kernel/text.ts";
import type { Assignment } from "../assignment/assignment.ts";
import { clocksFrom } from "../assignment/clocks.ts";
import { whereWithdrawn } from "../assignment/given-back.ts";
import { applied, rejected, type Decision, type DecisionContext } from "../decision.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { turnTakenOn } from "./assign-handler.ts";
import { successorOf } from "./successor.ts";

export const recusePayload = Type.Object(
  { assignment: assignmentIdSchema, reason: requiredText(2000), to: Type.Optional(userIdSchema) },
  { additionalProperties: false },
);
type Payload = Readonly<Static<typeof recusePayload>>;

/**
 * Decides that the person in charge withdraws (回避) for a conflict of interest, with a reason: in favour of a colleague,
 * or, naming none while handling the order, so that it goes back to the office above. That counts as no return.
 * Refusals: `order-ended`, `assignment-moved`, `other-office`, `not-the-handler`, `not-a-colleague`, `recused`,
 * `state-moved` (naming none at another moment).
 * @see docs/spec/handler.md HD-4 to HD-7
 */
export function recuse(order: WorkOrder, payload: Payload, context: DecisionContext): Decision {
  const turn = turnTakenOn(order, payload.assignment, context);
  if (typeof turn === "string") return rejected(turn);
  if (turn.handler?.id !== context.actor.id) return rejected("not-the-handler");
  return payload.to === undefined
    ? withdrawn(order, { turn, reason: payload.reason }, context)
    : handedOver(order, { turn, reason: payload.reason, to: payload.to }, context);
}

type HandOver = Readonly<{ turn: Assignment; reason: string; to: NonNullable<Payload["to"]> }>;

function handedOver(order: WorkOrder, { turn, reason, to: named }: HandOver, context: DecisionContext): Decision {
  if (named === context.actor.id) return rejected("not-a-colleague");
  const to = successorOf(order, named, context);
  if (typeof to === "string") return rejected(to);
  const fact = { type: "recused", assignment: turn.id, reason, to, next: null, dispatchBy: null } as const;
  return applied(context, order.round, fact);
}

function withdrawn(
  order: WorkOrder,
  { turn, reason }: Readonly<{ turn: Assignment; reason: string }>,
  context: DecisionContext,
): Decision {
  if (order.state !== "handling" || turn.stage !== "handling") return rejected("state-moved");
  return applied(context, order.round, {
    type: "recused",
    assignment: turn.id,
    reason,
    to: null,
    next: whereWithdrawn(order, turn, context),
    dispatchBy: clocksFrom(context, order.classification).dispatchBy,
  });
}
