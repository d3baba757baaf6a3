import { Type, type Static } from "typebox";

import { actionIdSchema } from "../../kernel/ids.ts";
import { requiredText } from "../../kernel/text.ts";
import { activeAssignment, findAssignment, turnsAbove } from "../assignment/custody.ts";
import { applied, rejected, type Decision, type DecisionContext } from "../decision.ts";
import { replay } from "../work-order/evolve.ts";
import type { OrderEvent, RestoredTurn, Rework } from "../work-order/order-event.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import type { ObjectionTarget } from "./objection.ts";

export const ruleObjectionPayload = Type.Object(
  { objection: actionIdSchema, upheld: Type.Boolean(), reason: requiredText(4000) },
  { additionalProperties: false },
);

/**
 * Decides an objection (裁定): by the hotline office, with a reason. Upheld, the rating or verdict is struck out; an order
 * that is still in the rework it caused, and was not reported again, goes on to inspection with its turns as they were.
 * Refusals: `other-office`, `request-settled`.
 * @see docs/spec/objection.md OJ-4 to OJ-8
 */
export function ruleObjection(
  order: WorkOrder,
  payload: Readonly<Static<typeof ruleObjectionPayload>>,
  context: DecisionContext,
): Decision {
  const { hub } = context.rules.offices;
  if (context.actor.office !== hub) return rejected("other-office");
  const objection = order.objections.find((one) => one.id === payload.objection);
  if (objection?.ruling !== null) return rejected("request-settled");
  const { upheld, reason } = payload;
  const restored = upheld ? turnsBefore(order, objection.target) : null;
  const next = restored ? ({ state: "awaiting-inspection", holder: hub } as const) : null;
  const fact = {
    type: "objection-ruled",
    objection: objection.id,
    upheld,
    reason,
    next,
    restored: restored ?? [],
  } as const;
  return applied(context, order.round, fact);
}

/** The turns as they were before the rework that the target caused; null when there is no such rework to undo. */
function turnsBefore(order: WorkOrder, target: ObjectionTarget): readonly RestoredTurn[] | null {
  const at = order.timeline.findIndex((event) => event.id === target.event);
  const caused = reworkOf(order.timeline[at]);
  if (!caused || !isUntouched(order, caused, order.timeline.slice(at + 1))) return null;
  const before = replay(order.timeline.slice(0, at));
  const leaf = before && findAssignment(before, caused.assignment);
  if (!leaf) return null;
  return [leaf, ...turnsAbove(before, leaf)].map(({ id, stage, completeBy, reportedAt, doneAt }) => ({
    assignment: id,
    stage,
    completeBy,
    reportedAt,
    doneAt,
  }));
}

function reworkOf(event: OrderEvent | undefined): Rework | null {
  return event?.type === "called-back" || event?.type === "inspected" ? event.rework : null;
}

/** Whether the order is still in the hands of the office to which the rework went, and it has not reported since. */
function isUntouched(order: WorkOrder, { assignment }: Rework, since: readonly OrderEvent[]): boolean {
  if (order.state !== "handling" || activeAssignment(order)?.id !== assignment) return false;
  return !since.some((event) => event.type === "reported" && !event.supplementary);
}
