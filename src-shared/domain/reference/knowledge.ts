import { Type, type Static } from "typebox";
import { Check } from "typebox/value";
import { accept, refuse, type Result } from "../../kernel/result.ts";

const code = Type.String({ pattern: "^[A-Za-z0-9._-]{1,60}$" });
const closed = { additionalProperties: false };

/**
 * An article of the knowledge base (知识库): one question as callers ask it, the answer in plain Chinese, and the law it
 * rests on. `text` keeps its paragraphs apart by line ends; `problems` are the problem codes it answers.
 */
const articleSchema = Type.Object(
  {
    id: Type.String({ pattern: "^[a-z0-9-]{1,40}$" }),
    problems: Type.Array(code, { minItems: 1, maxItems: 10 }),
    title: Type.Object(
      { zh: Type.String({ minLength: 1, maxLength: 80 }), en: Type.String({ minLength: 1, maxLength: 120 }) },
      closed,
    ),
    text: Type.String({ minLength: 1, maxLength: 2000 }),
    basis: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 10 }),
  },
  closed,
);
export type Article = Readonly<Static<typeof articleSchema>>;

export const knowledgeSchema = Type.Object(
  { version: Type.String({ minLength: 1, maxLength: 40 }), articles: Type.Array(articleSchema, { maxItems: 2000 }) },
  closed,
);
export type Knowledge = Readonly<Static<typeof knowledgeSchema>>;

/** Reads articles that came from a file or the wire. Refuses `not-knowledge`, or `article-twice` for an id used twice. */
export function parseKnowledge(value: unknown): Result<Knowledge, "not-knowledge" | "article-twice"> {
  if (!Check(knowledgeSchema, value)) return refuse("not-knowledge");
  const ids = new Set(value.articles.map(({ id }) => id));
  return ids.size === value.articles.length ? accept(value) : refuse("article-twice");
}
