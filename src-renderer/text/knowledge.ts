import type { Wording } from "./wording.ts";

/** Words of the knowledge base. */
export const knowledgeZh = {
  title: "知识库",
  search: "查知识库",
  prompt: "问题、法条或关键词，例如“加班费”",
  none: "没有找到。换个说法试试，或者用法条名称查找。",
  empty: "本机还没有知识库，连上省平台后会自动取得。",
  choose: "从左边选择一篇。",
  basis: "依据",
  take: "插入答复",
  taken: "已引用：{{title}}",
  drop: "不再引用",
  count: "共 {{n}} 篇",
  check: "法律法规可能修改，引用前请核对现行条文。",
} as const;

export const knowledgeEn: Wording<typeof knowledgeZh> = {
  title: "Knowledge base",
  search: "Look in the knowledge base",
  prompt: "Question, law or keyword: “overtime”",
  none: "Nothing found. Try other words, or the name of the law.",
  empty: "There is no knowledge base on this computer yet; it comes with the line to the province.",
  choose: "Choose an article on the left.",
  basis: "Basis",
  take: "Put into the answer",
  taken: "Quoted: {{title}}",
  drop: "Quote it no more",
  count: "{{n}} article{{n, s}}",
  check: "Articles are in Chinese, the language of the law. Laws change: check the text in force before you quote it.",
};
