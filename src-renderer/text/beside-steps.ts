import type { Wording } from "./wording.ts";

/** Names of the steps that run beside the state of an order. */
export const besideStepsZh = {
  "ask-help": "请求协办",
  "answer-help": "协办反馈",
  "release-help": "解除协办",
  "flag-incident": "标记群体/重大事件",
  "unflag-incident": "撤销事件标记",
  "report-incident": "事件报告",
  "close-incident": "办结事件",
  "join-contacts": "并入来电记录",
  "issue-notice": "督办",
  "answer-notice": "回复督办",
  "settle-notice": "督办了结",
} as const;

export const besideStepsEn: Wording<typeof besideStepsZh> = {
  "ask-help": "Ask for help",
  "answer-help": "Answer the request",
  "release-help": "Release a helper",
  "flag-incident": "Flag an incident",
  "unflag-incident": "Withdraw the flag",
  "report-incident": "Report the incident",
  "close-incident": "Close the incident",
  "join-contacts": "Take over contacts",
  "issue-notice": "Supervise",
  "answer-notice": "Reply to the notice",
  "settle-notice": "Settle the notice",
};
