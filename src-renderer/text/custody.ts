import type { Wording } from "./wording.ts";

/** Words of the custody chain (流转). */
export const custodyZh = {
  office: "单位",
  stage: "环节",
  received: "收到",
  accepted: "受理",
  left: "交出",
  held: "占用",
  heldDays: "{{n}} 工作日",
  total: "合计",
  open: "至今",
  from: "来自 {{office}}",
  before: "登记与派单",
  after: "回访、质检与归档",
  empty: "还没有派单。",
} as const;

export const custodyEn: Wording<typeof custodyZh> = {
  office: "Office",
  stage: "Stage",
  received: "Received",
  accepted: "Accepted",
  left: "Left",
  held: "Held",
  heldDays: "{{n}} working days",
  total: "Total",
  open: "until now",
  from: "from {{office}}",
  before: "Registration and dispatch",
  after: "Callback, inspection, archive",
  empty: "Not dispatched yet.",
};
