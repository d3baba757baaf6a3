import type { Intent } from "../../src-shared/actions/action.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { actionId, officeId } from "../../src-shared/kernel/ids.ts";
import { dayMs } from "../../src-shared/kernel/instant.ts";
import { fakeNow } from "./fake-orders.ts";

/** A supervision order of the hub to the county. */
export const superviseIt = (order: WorkOrder): Intent => ({
  type: "issue-notice",
  orderId: order.id,
  payload: {
    kind: "supervision-order",
    office: officeId("x370902"),
    reason: "unresolved",
    demand: "职工多次来电反映，请查明欠薪未付的原因，本周内约谈用人单位，并书面回复办理情况。",
    replyBy: fakeNow + 3 * dayMs,
  },
});
export const answerIt = (order: WorkOrder): Intent => ({
  type: "answer-notice",
  orderId: order.id,
  payload: {
    notice: order.notices.at(-1)?.id ?? actionId(order.id),
    reply: "已约谈用人单位负责人，承诺 3 月 5 日前付清 10,660 元。",
    attachments: order.attachments.map((file) => file.sha256),
  },
});
/** An urging notice of the hub to the county, which is late. */
export const urgeIt = (order: WorkOrder): Intent => ({
  type: "issue-notice",
  orderId: order.id,
  payload: {
    kind: "urging-notice",
    office: officeId("x370902"),
    reason: "overdue",
    demand: "请立即办理，说明超期原因和办结时间。",
    replyBy: fakeNow + 2 * dayMs,
  },
});
