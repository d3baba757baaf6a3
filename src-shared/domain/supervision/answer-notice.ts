import { applied, rejected, type Decision, type DecisionContext } from "../decision.ts";
import type { Refusal } from "../refusal.ts";
import { isEnded } from "../work-order/order-state.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import type { Notice, NoticeAnswer, NoticeSettlement } from "./notice.ts";

/**
 * Decides a reply to a notice (督办回复) by the office it was sent to, with files of the order by their hashes. A reply
 * after its date is kept and marked late: the officer may have been offline.
 * Refusals: `order-ended`, `notice-unknown`, `other-office`, `notice-settled`, `malformed` (a file the order has not).
 * @see docs/spec/supervision.md SU-10 to SU-12
 */
export function answerNotice(order: WorkOrder, payload: NoticeAnswer, context: DecisionContext): Decision {
  const notice = find(order, payload.notice);
  const refusal = notOpen(order, notice);
  if (!notice || refusal) return rejected(refusal ?? "notice-unknown");
  if (notice.office !== context.actor.office) return rejected("other-office");
  const known = new Set(order.attachments.map((one) => one.sha256));
  if (!payload.attachments.every((one) => known.has(one))) return rejected("malformed");
  return applied(context, order.round, { type: "notice-answered", answer: payload, late: context.at > notice.replyBy });
}

/**
 * Decides what becomes of a notice, by the office that issued it: accepted, insufficient with a new date, or withdrawn.
 * Refusals: `order-ended`, `notice-unknown`, `other-office`, `notice-settled`, `reply-missing`, `reply-date-past`.
 * @see docs/spec/supervision.md SU-13 to SU-15
 */
export function settleNotice(order: WorkOrder, payload: NoticeSettlement, context: DecisionContext): Decision {
  const notice = find(order, payload.notice);
  const refusal = notOpen(order, notice);
  if (!notice || refusal) return rejected(refusal ?? "notice-unknown");
  if (notice.issuer !== context.actor.office) return rejected("other-office");
  if (payload.outcome === "accepted" && notice.replies.length === 0) return rejected("reply-missing");
  if (payload.outcome === "insufficient" && payload.replyBy <= context.at) return rejected("reply-date-past");
  return applied(context, order.round, { type: "notice-settled", settlement: payload });
}

function find(order: WorkOrder, id: Notice["id"]): Notice | undefined {
  return order.notices.find((notice) => notice.id === id);
}

function notOpen(order: WorkOrder, notice: Notice | undefined): Refusal | null {
  if (!notice) return "notice-unknown";
  if (notice.outcome !== null) return "notice-settled";
  return isEnded(order.state) && order.state !== "closed" ? "order-ended" : null;
}
