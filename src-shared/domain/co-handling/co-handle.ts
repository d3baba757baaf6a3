import type { Static } from "typebox";

import { openTurns } from "../assignment/custody.ts";
import { applied, rejected, type Decision, type DecisionContext } from "../decision.ts";
import { isOpenOffice } from "../reference/office.ts";
import type { Refusal } from "../refusal.ts";
import { isEnded, type OrderState } from "../work-order/order-state.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import type { answerHelpPayload, askHelpPayload, releaseHelpPayload } from "./help.ts";
import { isReleasable, openHelpOf } from "./helpers.ts";

/** The states in which an office works on the order and may need another's help. */
export const statesOfHelp: readonly OrderState[] = ["awaiting-acceptance", "handling", "suspended", "awaiting-review"];

/**
 * Decides whether an office may ask another for help (协办): one with an open turn, or the hub; any office of the tree
 * may be asked that has no turn at the order and is not asked already. One lead reports, others assist.
 * Refusals: `order-ended`, `state-moved`, `other-office`, `unknown-office`, `helps-already`, `answer-date-past`.
 * @see docs/spec/co-handling.md CH-1 to CH-4 (source: docs/sources.md S4 art. 29)
 */
export function askHelp(
  order: WorkOrder,
  payload: Readonly<Static<typeof askHelpPayload>>,
  context: DecisionContext,
): Decision {
  const refusal = notForHelp(order, context) ?? unfitHelper(order, payload, context);
  if (refusal) return rejected(refusal);
  if (payload.answerBy !== null && payload.answerBy <= context.at) return rejected("answer-date-past");
  return applied(context, order.round, { type: "help-asked", help: payload });
}

function notForHelp(order: WorkOrder, context: DecisionContext): Refusal | null {
  if (isEnded(order.state)) return "order-ended";
  if (!statesOfHelp.includes(order.state)) return "state-moved";
  return mayAskHelp(order, context) ? null : "other-office";
}

function mayAskHelp(order: WorkOrder, { actor, rules }: DecisionContext): boolean {
  return actor.office === rules.offices.hub || openTurns(order).some((turn) => turn.office === actor.office);
}

function unfitHelper(
  order: WorkOrder,
  { office }: Readonly<Static<typeof askHelpPayload>>,
  context: DecisionContext,
): Refusal | null {
  const asked = context.rules.offices.find(office);
  if (!asked || !isOpenOffice(asked)) return "unknown-office";
  const works = office === context.actor.office || openTurns(order).some((turn) => turn.office === office);
  return works || openHelpOf(order, office) ? "helps-already" : null;
}

/**
 * Decides the answer of a helper (协办反馈). An answer after its date is kept and marked late.
 * Refusals: `order-ended`, `help-over` (answered, released, or no such request), `other-office`.
 * @see docs/spec/co-handling.md CH-5, CH-6
 */
export function answerHelp(
  order: WorkOrder,
  payload: Readonly<Static<typeof answerHelpPayload>>,
  context: DecisionContext,
): Decision {
  if (isEnded(order.state)) return rejected("order-ended");
  const help = order.helps.find((one) => one.id === payload.help);
  if (!help) return rejected("help-over");
  if (help.office !== context.actor.office) return rejected("other-office");
  if (help.stage !== "open") return rejected("help-over");
  const late = help.answerBy !== null && context.at > help.answerBy;
  return applied(context, order.round, { type: "help-answered", help: help.id, answer: payload.answer, late });
}

/**
 * Decides that a helper is no longer needed (解除协办): by the office that asked, or the hub, with a reason. It ceases to
 * see the order. Refusals: `order-ended`, `help-over`, `other-office`.
 * @see docs/spec/co-handling.md CH-7
 */
export function releaseHelp(
  order: WorkOrder,
  payload: Readonly<Static<typeof releaseHelpPayload>>,
  context: DecisionContext,
): Decision {
  if (isEnded(order.state)) return rejected("order-ended");
  const help = order.helps.find((one) => one.id === payload.help);
  if (!help) return rejected("help-over");
  const { actor, rules } = context;
  if (help.askedBy !== actor.office && actor.office !== rules.offices.hub) return rejected("other-office");
  if (!isReleasable(help)) return rejected("help-over");
  return applied(context, order.round, { type: "help-released", help: help.id, reason: payload.reason });
}
