import { Type, type Static } from "typebox";

import { officeIdSchema, userIdSchema, type OfficeId } from "../../kernel/ids.ts";
import { helpingOffices } from "../co-handling/helpers.ts";
import { applied, rejected, type Decision, type DecisionContext } from "../decision.ts";
import { isOpenOffice } from "../reference/office.ts";
import { openNotices } from "../supervision/ladder.ts";
import { isEnded } from "../work-order/order-state.ts";
import type { WorkOrder } from "../work-order/work-order.ts";

/** `keep` names the people in charge who went to the successor too: they stay in charge. */
export const moveTurnsPayload = Type.Object(
  { from: officeIdSchema, to: officeIdSchema, keep: Type.Array(userIdSchema, { maxItems: 500 }) },
  { additionalProperties: false },
);

/**
 * Whether an order that has not ended waits for an office or may come back to it: it holds it, has a turn that was not
 * given back (a rework goes to a turn that is done), gave a turn out, helps, judges a request, or owes or awaits a reply.
 * @see docs/spec/administration.md AD-35
 */
export function hangsOn(order: WorkOrder, office: OfficeId): boolean {
  if (isEnded(order.state)) return false;
  const turns = order.assignments.filter((turn) => turn.stage !== "returned");
  return (
    order.holder === office ||
    turns.some((turn) => turn.office === office || turn.from === office) ||
    helpingOffices(order).includes(office) ||
    order.helps.some((help) => help.stage === "open" && help.askedBy === office) ||
    order.extensions.some((one) => one.decision === null && one.lapsedAt === null && one.judge === office) ||
    openNotices(order).some((notice) => notice.office === office || notice.issuer === office)
  );
}

/**
 * Decides that another office takes over all that hangs on one (承接), which the province does by itself when an office
 * is merged. Every clock runs on as it was.
 * Refusals: `order-ended`, `unknown-office`, `nothing-changed` (nothing hangs on that office).
 * @see docs/spec/administration.md AD-35, AD-36
 */
export function moveTurns(
  order: WorkOrder,
  payload: Readonly<Static<typeof moveTurnsPayload>>,
  context: DecisionContext,
): Decision {
  if (isEnded(order.state)) return rejected("order-ended");
  const successor = context.rules.offices.find(payload.to);
  if (!successor || !isOpenOffice(successor)) return rejected("unknown-office");
  if (payload.from === payload.to || !hangsOn(order, payload.from)) return rejected("nothing-changed");
  return applied(context, order.round, { type: "turns-moved", ...payload });
}
