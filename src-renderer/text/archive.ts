import type { Wording } from "./wording.ts";

/** Words of filing. */
export const archiveZh = {
  title: "归档",
  retention: "保管期限",
  years: "{{n}} 年",
  ordinary: "一般 {{n}} 年",
  collective: "群体性或典型 {{n}} 年",
  submit: "归档",
  confirm: "归档后不能再添加记录。确定归档吗？",
} as const;

export const archiveEn: Wording<typeof archiveZh> = {
  title: "Archive",
  retention: "Kept for",
  years: "{{n}} year{{n, s}}",
  ordinary: "ordinary, {{n}} year{{n, s}}",
  collective: "collective or precedent, {{n}} year{{n, s}}",
  submit: "Archive",
  confirm: "After filing nothing can be added. Archive it?",
};
