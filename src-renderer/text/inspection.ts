import type { Wording } from "./wording.ts";

/** Words of the inspection. */
export const inspectionZh = {
  title: "质检",
  points: "逐项核对",
  verdict: "结论",
  remarks: "说明",
  remarksHint: "补正、退回重办，或有未通过项时必填",
  submit: "提交质检",
} as const;

export const inspectionEn: Wording<typeof inspectionZh> = {
  title: "Inspect",
  points: "Check list",
  verdict: "Verdict",
  remarks: "Remarks",
  remarksHint: "Needed to mend, to rework, or when a point has not passed",
  submit: "Submit the inspection",
};
