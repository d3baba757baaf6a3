import type { Wording } from "./wording.ts";

/** Words of the custody chain (流转). */
export const custodyZh = {
  office: "单位",
  stage: "环节",
  received: "收到",
  left: "交出",
  why: "因为",
  held: "净用时",
  calendarTime: "实际时长",
  share: "占时限",
  shareOf: "{{share}}%（{{limit}} {{days}} 工作日）",
  limits: { dispatch: "派单", accept: "受理", complete: "办结" },
  heldDays: "{{n}} 工作日",
  paused: "挂起 {{n}} 工作日，不计时",
  span: "{{days}} 天 {{hours}} 小时",
  spanShort: "{{hours}} 小时 {{minutes}} 分",
  total: "合计",
  open: "至今",
  bar: "各单位占用时间",
  barPart: "{{office}}：{{span}}，占 {{share}}%",
  locked: { title: "工单内容已锁定", words: "本机太久没有联系省平台。联系上以后自动打开。" },
  handedOver: {
    to: "已移交 {{office}}",
    away: "这个工单已移交",
    words: "{{at}} 得知移交，工单内容已从本机删除。您写过的、还没有发送的步骤仍会照常发送，接手单位看得到。",
  },
} as const;

export const custodyEn: Wording<typeof custodyZh> = {
  office: "Office",
  stage: "Stage",
  received: "Received",
  left: "Left",
  why: "Because",
  held: "Net time",
  calendarTime: "By the clock",
  share: "Share of the limit",
  shareOf: "{{share}}% ({{limit}}, {{days}} working day{{days, s}})",
  limits: { dispatch: "dispatch", accept: "accept", complete: "complete" },
  heldDays: "{{n}} working day{{n, s}}",
  paused: "suspended for {{n}} working day{{n, s}}, not counted",
  span: "{{days}} d {{hours}} h",
  spanShort: "{{hours}} h {{minutes}} min",
  total: "Total",
  open: "until now",
  bar: "How long each office held it",
  barPart: "{{office}}: {{span}}, {{share}}%",
  locked: {
    title: "The orders are locked",
    words: "This computer has not been in touch with the province for too long. They open by themselves when it is.",
  },
  handedOver: {
    to: "Handed over to {{office}}",
    away: "This order was handed over",
    words:
      "This computer heard of it at {{at}} and deleted the order's content. Steps you saved and did not send yet are still sent, and the new office sees them.",
  },
};
