import type { OrderEvent } from "../work-order/order-event.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import type { Notice, NoticeReply, NoticeRuling } from "./notice.ts";

type EventOf<Type extends OrderEvent["type"]> = Extract<OrderEvent, { type: Type }>;
type NoticeEvent = EventOf<"notice-issued" | "notice-answered" | "notice-settled">;

/** The order's notices after an event of supervision. */
export function evolveNotices(order: WorkOrder, event: NoticeEvent): WorkOrder {
  switch (event.type) {
    case "notice-issued":
      return { ...order, notices: [...order.notices, noticeFrom(event)] };
    case "notice-answered":
      return changed(order, event.answer.notice, (notice) => withReply(notice, event));
    case "notice-settled":
      return changed(order, event.settlement.notice, (notice) => withRuling(notice, event));
  }
}

function noticeFrom(event: EventOf<"notice-issued">): Notice {
  const { kind, office, reason, demand, replyBy } = event.notice;
  return {
    id: event.id,
    number: event.number,
    kind,
    office,
    issuer: event.office,
    issuedBy: event.byName,
    issuedAt: event.at,
    round: event.round,
    reason,
    demand,
    replyBy,
    replies: [],
    rulings: [],
    outcome: null,
    settledAt: null,
  };
}

function changed(order: WorkOrder, id: Notice["id"], change: (notice: Notice) => Notice): WorkOrder {
  return { ...order, notices: order.notices.map((notice) => (notice.id === id ? change(notice) : notice)) };
}

function withReply(notice: Notice, event: EventOf<"notice-answered">): Notice {
  const { reply: text, attachments } = event.answer;
  const { id, at, byName: by, late } = event;
  const reply: NoticeReply = { id, at, by, text, attachments, replyBy: notice.replyBy, late };
  return { ...notice, replies: [...notice.replies, reply] };
}

function withRuling(notice: Notice, event: EventOf<"notice-settled">): Notice {
  const { settlement } = event;
  const { outcome, words } = settlement;
  const head = { id: event.id, at: event.at, by: event.byName, words };
  if (settlement.outcome === "insufficient") {
    const ruling: NoticeRuling = { ...head, outcome: "insufficient", replyBy: settlement.replyBy };
    return { ...notice, replyBy: settlement.replyBy, rulings: [...notice.rulings, ruling] };
  }
  const ruling: NoticeRuling = { ...head, outcome, replyBy: null };
  const settled = { outcome: settlement.outcome, settledAt: event.at };
  return { ...notice, ...settled, rulings: [...notice.rulings, ruling] };
}
