import { Type, type Static } from "typebox";

import { requiredText } from "../../kernel/text.ts";
import { handlingTurn } from "../assignment/custody.ts";
import { applied, rejected, type Decision, type DecisionContext } from "../decision.ts";
import type { OrderState } from "../work-order/order-state.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { objectionTargetSchema } from "./objection.ts";
import { objectionable, objectionTo } from "./objectionable.ts";

export const objectPayload = Type.Object(
  { target: objectionTargetSchema, statement: requiredText(4000) },
  { additionalProperties: false },
);

/** Nothing is objected to any more: the file is bound, or the matter left the office without a judgement on it. */
export const beyondObjection: readonly OrderState[] = ["archived", "merged", "refused", "terminated"];

/**
 * Decides an objection (异议) of the office that did the work to a worker's rating or an inspector's verdict, once for
 * each; a second one merges. Refusals: `order-ended`, `other-office`, `not-objectionable`.
 * @see docs/spec/objection.md OJ-1 to OJ-3
 */
export function objectTo(
  order: WorkOrder,
  payload: Readonly<Static<typeof objectPayload>>,
  context: DecisionContext,
): Decision {
  if (beyondObjection.includes(order.state)) return rejected("order-ended");
  const { office } = context.actor;
  if (handlingTurn(order)?.office !== office) return rejected("other-office");
  const { target, statement } = payload;
  if (objectionTo(order, target.event)) return { verdict: "merged" };
  const known = objectionable(order, office).some((one) => one.kind === target.kind && one.event === target.event);
  if (!known) return rejected("not-objectionable");
  return applied(context, order.round, { type: "objected", target, statement });
}
