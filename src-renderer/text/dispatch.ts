import type { Wording } from "./wording.ts";

/** Words of dispatch and passing down. */
export const dispatchZh = {
  title: "派单",
  forwardTitle: "下派",
  to: "派往",
  instruction: "交办意见",
  submit: "派单",
  forwardSubmit: "下派",
  own: "本单位自办",
  suggestRegion: "用人单位在{{region}}",
  suggestUnder: "用人单位在{{region}}，属{{office}}管辖",
  suggestBranch: "属{{branch}}",
  suggestDuty: "负责{{duty}}",
  answersFor: "职责：{{duties}}",
  limits: "派单后即起算：受理 {{accept}} 前，办结 {{complete}} 前。",
  keeps: "办结期限不变：{{complete}}。受理期限重新起算。",
} as const;

export const dispatchEn: Wording<typeof dispatchZh> = {
  title: "Dispatch",
  forwardTitle: "Pass down",
  to: "To",
  instruction: "Instruction",
  submit: "Dispatch",
  forwardSubmit: "Pass down",
  own: "our own office",
  suggestRegion: "the employer is in {{region}}",
  suggestUnder: "the employer is in {{region}}, which is under {{office}}",
  suggestBranch: "one of {{branch}}",
  suggestDuty: "answers for {{duty}}",
  answersFor: "Answers for: {{duties}}",
  limits: "The clocks start at dispatch: accept by {{accept}}, complete by {{complete}}.",
  keeps: "The completion limit stays: {{complete}}. The accept limit starts anew.",
};
