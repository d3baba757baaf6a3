import type { UserId } from "../../kernel/ids.ts";
import type { Actor } from "../decision.ts";
import type { WorkOrder } from "../work-order/work-order.ts";

/** Whether somebody has withdrawn from this order for a conflict of interest. */
export function isRecused(order: WorkOrder, user: UserId): boolean {
  return order.recusals.some((one) => one.user === user);
}

/**
 * What a person who withdrew may not do on the order any more: work on it, judge it, speak for it, look at who it is
 * about. The way on is never closed to a small office: returning, forwarding and putting a colleague in charge are free.
 * @see docs/spec/handler.md HD-7, HD-8
 */
const barred: ReadonlySet<string> = new Set([
  ...["accept", "report-result", "note", "attach", "disclose"],
  ...["approve-result", "send-back", "decide-return", "decide-extension", "call-back", "inspect"],
  ...["rule-objection", "decide-reopen", "rule-on-card", "revoke-card", "adjudicate-time", "settle-notice"],
  ...["object", "object-to-card", "answer-notice", "answer-help"],
]);

/** Whether a step is barred to a person because they withdrew from the order. */
export function isBarred(order: WorkOrder, actor: Pick<Actor, "id">, type: string): boolean {
  return barred.has(type) && isRecused(order, actor.id);
}
