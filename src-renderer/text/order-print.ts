import type { Wording } from "./wording.ts";

/** Words of the print side of an order. */
export const orderPrintZh = {
  "order-sheet": "转派工作单",
  "case-file": "案卷",
  "order-sheetHint": "一页：诉求、期限、办理与签字栏。",
  "case-fileHint": "封面、目录、全部记录、附件和备考表。",
  paper: "单页文书与函件",
  paperHint: "受理告知、退单、延期、会办、督办、回访、质检、结案审批，以及给用人单位的告知函和提示函、意见书、建议书。",
  open: "打印预览",
  unsynced: "有 {{n}} 步还没有送达省平台，打印件会注明“含未同步内容”。",
} as const;

export const orderPrintEn: Wording<typeof orderPrintZh> = {
  "order-sheet": "Order sheet",
  "case-file": "Case file",
  "order-sheetHint": "The appeal, limits, handling and signature lines.",
  "case-fileHint": "Cover, catalogue, all records, attachments and closing note.",
  paper: "Single papers and letters",
  paperHint:
    "Acceptance, return, more time, help, supervision, callback, inspection, closing; letters to the employer and the authority.",
  open: "Preview",
  unsynced: "{{n}} steps have not reached the province; the print says “contains unsynced content”.",
};
