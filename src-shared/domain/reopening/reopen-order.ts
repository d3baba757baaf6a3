import { Type, type Static } from "typebox";

import { actionIdSchema } from "../../kernel/ids.ts";
import { requiredText } from "../../kernel/text.ts";
import { clocksFrom } from "../assignment/clocks.ts";
import { everHeld } from "../assignment/custody.ts";
import { applied, rejected, type Decision, type DecisionContext } from "../decision.ts";
import { isEnded } from "../work-order/order-state.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { openReopening } from "./open-reopening.ts";

export const requestReopenPayload = Type.Object({ reason: requiredText(2000) }, { additionalProperties: false });
export const decideReopenPayload = Type.Object(
  { request: actionIdSchema, granted: Type.Boolean(), reason: requiredText(2000) },
  { additionalProperties: false },
);

/**
 * Decides whether an office may ask to reopen (申请重启) an order that has ended: one that held it, or the hub. A second
 * request while one waits merges. Refusals: `state-moved` (it has not ended), `other-office`.
 * @see docs/spec/life-cycle.md LC-80, LC-81
 */
export function requestReopen(
  order: WorkOrder,
  payload: Readonly<Static<typeof requestReopenPayload>>,
  context: DecisionContext,
): Decision {
  if (!isEnded(order.state)) return rejected("state-moved");
  const { office } = context.actor;
  if (!everHeld(order, office) && office !== context.rules.offices.hub) return rejected("other-office");
  if (openReopening(order)) return { verdict: "merged" };
  return applied(context, order.round, { type: "reopen-asked", reason: payload.reason });
}

/**
 * Decides a request to reopen: by the hub alone. Granted, the order waits for dispatch at the hub with a new limit, one
 * round on; its earlier turns stay as they ended. Refusals: `other-office`, `request-settled`.
 * @see docs/spec/life-cycle.md LC-82 to LC-84
 */
export function decideReopen(
  order: WorkOrder,
  payload: Readonly<Static<typeof decideReopenPayload>>,
  context: DecisionContext,
): Decision {
  const { hub } = context.rules.offices;
  if (context.actor.office !== hub) return rejected("other-office");
  const asked = openReopening(order);
  if (!asked || asked.id !== payload.request) return rejected("request-settled");
  const { granted, reason } = payload;
  const next = granted ? ({ state: "awaiting-dispatch", holder: hub } as const) : null;
  const dispatchBy = granted ? clocksFrom(context, order.classification).dispatchBy : null;
  return applied(context, order.round, {
    type: "reopen-decided",
    request: asked.id,
    granted,
    reason,
    next,
    dispatchBy,
  });
}
