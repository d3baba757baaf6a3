import { useMemo } from "react";

import { findArticles, indexArticles } from "../../src-shared/domain/reference/find-articles.ts";
import type { Article } from "../../src-shared/domain/reference/knowledge.ts";
import { useSurroundings } from "./surroundings.tsx";

/** The articles that answer a text, those for the problem first. */
export function useArticles(text: string, problem: string): readonly Article[] {
  const { articles } = useSurroundings();
  const index = useMemo(() => indexArticles(articles), [articles]);
  return useMemo(() => findArticles(index, { text, problem }), [index, text, problem]);
}

/** An article's title in the language of the screen; its id when this computer does not have the article. */
export function useArticleTitle(): (id: string) => string {
  const { articles, language } = useSurroundings();
  return (id) => {
    const title = articles.find((one) => one.id === id)?.title;
    return (language === "en" ? title?.en : title?.zh) ?? id;
  };
}
