import type { Wording } from "./wording.ts";

/** Words of review. */
export const reviewZh = {
  approveTitle: "审核通过",
  opinion: "审核意见",
  approveSubmit: "通过",
  approveGoes: "通过后报 {{office}}。",
  approveGoesHub: "通过后转热线回访。",
  sendBackTitle: "退回补充",
  sendBackReason: "退回理由",
  sendBackSubmit: "退回",
  decideTitle: "审核退单",
  asked: "{{office}} 申请退单：{{reason}}",
  verdict: "决定",
  approve: "同意退单",
  refuse: "不同意，由原单位办理",
  decideReason: "理由",
  decideSubmit: "决定",
  decideHint: "同意后工单回到本单位，另行派出；不同意则由该单位继续办理。",
  decideConfirm: "不同意后该单位不能再退单。确定吗？",
  lastReport: "最近一次反馈",
} as const;

export const reviewEn: Wording<typeof reviewZh> = {
  approveTitle: "Approve",
  opinion: "Opinion",
  approveSubmit: "Approve",
  approveGoes: "Goes on to {{office}}.",
  approveGoesHub: "Goes on to the hotline for the callback.",
  sendBackTitle: "Send back",
  sendBackReason: "Reason",
  sendBackSubmit: "Send back",
  decideTitle: "Decide on the return",
  asked: "{{office}} asks to return it: {{reason}}",
  verdict: "Decision",
  approve: "Approve the return",
  refuse: "Refuse: the office handles it",
  decideReason: "Reason",
  decideSubmit: "Decide",
  decideHint: "Approved, the order comes back here to be sent elsewhere; refused, that office goes on with it.",
  decideConfirm: "After a refusal the office cannot return it again. Refuse the return?",
  lastReport: "The last report",
};
