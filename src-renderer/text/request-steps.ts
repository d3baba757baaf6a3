import type { Wording } from "./wording.ts";

/** What the steps beside the course of an order are called; part of the names in text/order.ts. */
export const requestStepsZh = {
  "request-extension": "申请延期",
  "decide-extension": "审批延期",
  recall: "召回",
  "assign-handler": "换承办人",
  "move-turns": "承接工单",
  recuse: "回避",
  object: "提出异议",
  "rule-objection": "裁定异议",
  "request-reopen": "申请重启",
  "decide-reopen": "审批重启",
} as const;

export const requestStepsEn: Wording<typeof requestStepsZh> = {
  "request-extension": "Ask for more time",
  "decide-extension": "Decide on the extension",
  recall: "Take back",
  "assign-handler": "Change the handler",
  "move-turns": "Take over",
  recuse: "Withdraw",
  object: "Object",
  "rule-objection": "Rule on the objection",
  "request-reopen": "Ask to reopen",
  "decide-reopen": "Decide on reopening",
};
