import { Type, type Static } from "typebox";

import { extendedDeadline } from "../../calendar/add-working-time.ts";
import { atCloseOfBusiness } from "../../calendar/close-of-business.ts";
import { actionIdSchema } from "../../kernel/ids.ts";
import { requiredText } from "../../kernel/text.ts";
import { handlingTurn, turnsAbove } from "../assignment/custody.ts";
import { applied, rejected, type Decision, type DecisionContext } from "../decision.ts";
import type { ExtendedLimit } from "../work-order/order-event.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { openExtension } from "./extensions-of.ts";

export const decideExtensionPayload = Type.Object(
  {
    extension: actionIdSchema,
    granted: Type.Boolean(),
    days: Type.Integer({ minimum: 0, maximum: 60 }),
    reason: requiredText(2000),
  },
  { additionalProperties: false },
);

/**
 * Decides a request for more time: by the office that must, for as many working days as were asked or fewer. Granted, the
 * limit to complete moves for every turn of the chain; the days count from its old end, whenever that is decided.
 * Refusals: `request-settled`, `other-office`, `extension-too-long` (more than was asked), `malformed` (granted for none).
 * @see docs/spec/extension.md EX-7 to EX-10
 */
export function decideExtension(
  order: WorkOrder,
  payload: Readonly<Static<typeof decideExtensionPayload>>,
  context: DecisionContext,
): Decision {
  const asked = openExtension(order);
  if (!asked || asked.id !== payload.extension) return rejected("request-settled");
  if (asked.judge !== context.actor.office) return rejected("other-office");
  const { granted, reason } = payload;
  if (granted && payload.days === 0) return rejected("malformed");
  if (granted && payload.days > asked.days) return rejected("extension-too-long");
  const days = granted ? payload.days : 0;
  const moved = granted ? extendedLimits(order, days, context) : [];
  return applied(context, order.round, {
    type: "extension-decided",
    extension: asked.id,
    granted,
    days,
    reason,
    moved,
  });
}

function extendedLimits(order: WorkOrder, days: number, context: DecisionContext): readonly ExtendedLimit[] {
  const { calendar, policy } = context.rules;
  const leaf = handlingTurn(order);
  const chain = leaf ? [leaf, ...turnsAbove(order, leaf)] : [];
  return chain.map((turn) => {
    const due = extendedDeadline(calendar, turn.completeBy, { amount: days, unit: "working-day" });
    return { assignment: turn.id, completeBy: atCloseOfBusiness(due, policy.closeOfBusiness) };
  });
}
