import { TextInput } from "@mantine/core";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Article } from "../../../src-shared/domain/reference/knowledge.ts";
import { ArticleText } from "../../ui/article-text.tsx";
import styles from "../../ui/article.module.css";
import { Face } from "../../ui/face.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { useArticles, useArticleTitle } from "../../ui/use-articles.ts";

/** 知识库: what callers ask, the answer and its basis; found by any words, without a line. */
export function KnowledgePage({
  chosen,
  hrefOf,
}: {
  chosen: string | null;
  hrefOf: (article: string) => string;
}): React.JSX.Element {
  const { t } = useTranslation("knowledge");
  const { articles } = useSurroundings();
  const [text, setText] = useState("");
  const found = useArticles(useDeferredValue(text), "");
  const article = articles.find(({ id }) => id === chosen);
  return (
    <main className={styles["page"]}>
      <div className={styles["side"]}>
        <div className={styles["head"]}>
          <h1>{t("title")}</h1>
          <TextInput
            data-autofocus
            aria-label={t("search")}
            placeholder={t("prompt")}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <p className={styles["basis"]} role="status">
            {found.length === 0 ? t(articles.length === 0 ? "empty" : "none") : t("count", { n: found.length })}
          </p>
        </div>
        <Titles found={found} chosen={chosen} hrefOf={hrefOf} />
      </div>
      <div className={styles["article"]}>{article ? <Reading article={article} /> : <Face words={t("choose")} />}</div>
    </main>
  );
}

function Titles({
  found,
  chosen,
  hrefOf,
}: {
  found: readonly Article[];
  chosen: string | null;
  hrefOf: (article: string) => string;
}): React.JSX.Element {
  const titleOf = useArticleTitle();
  return (
    <ul className={styles["list"]}>
      {found.map(({ id }) => (
        <li key={id}>
          <a href={hrefOf(id)} aria-current={id === chosen ? "true" : undefined}>
            {titleOf(id)}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Reading({ article }: { article: Article }): React.JSX.Element {
  const { t } = useTranslation("knowledge");
  const titleOf = useArticleTitle();
  return (
    <article>
      <h2>{titleOf(article.id)}</h2>
      <ArticleText article={article} />
      <p className={styles["basis"]}>{t("check")}</p>
    </article>
  );
}
