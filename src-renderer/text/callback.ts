import type { Wording } from "./wording.ts";

/** Words of the callback. */
export const callbackZh = {
  title: "回访",
  attempt: "第 {{n}} 次回访",
  last: "最近一次回访",
  reached: "是否联系上",
  reachedYes: "已联系上",
  reachedNo: "未联系上",
  person: "接听人",
  solved: "诉求是否解决",
  result: "对办理结果",
  attitude: "对工作态度",
  reason: "不满意原因",
  unreachedReason: "未联系上原因",
  words: "职工原话",
  ruling: "热线认定诉求不合理，不退回重办",
  rulingReason: "认定理由",
  submit: "记录回访",
  rework: "按规则将退回重办：未解决，或结果评价为不满意。",
  unreachable: "已在 {{n}} 个不同的日子联系未果，记录后转质检。",
} as const;

export const callbackEn: Wording<typeof callbackZh> = {
  title: "Call back",
  attempt: "Attempt no. {{n}}",
  last: "The last callback",
  reached: "Reached?",
  reachedYes: "Reached",
  reachedNo: "Not reached",
  person: "Spoke with",
  solved: "Is it solved?",
  result: "The result",
  attitude: "The manner",
  reason: "Why dissatisfied",
  unreachedReason: "Why not reached",
  words: "In the worker's words",
  ruling: "The hotline rules the demand unreasonable: no rework",
  rulingReason: "Reason for the ruling",
  submit: "Record the callback",
  rework: "By the rules this goes back for rework: not solved, or rated dissatisfied.",
  unreachable: "Tried on {{n}} different days; after this it goes on to inspection.",
};
