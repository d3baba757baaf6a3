import { Button, TextInput } from "@mantine/core";
import { useDeferredValue, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Article } from "../../src-shared/domain/reference/knowledge.ts";
import { ArticleText } from "./article-text.tsx";
import styles from "./article.module.css";
import { classes } from "./classes.ts";
import { useArticles, useArticleTitle } from "./use-articles.ts";
import { isComposing } from "./use-keys.ts";

const shown = 5;

/** Looks up articles while somebody is on the phone: type, read, take the text over. Enter opens the best one. */
export function ArticleFinder({
  problem,
  onTake,
}: {
  problem: string;
  onTake: (article: Article) => void;
}): React.JSX.Element {
  const { t } = useTranslation("knowledge");
  const titleOf = useArticleTitle();
  const [text, setText] = useState("");
  const [open, setOpen] = useState<string | null>(null);
  const found = useArticles(useDeferredValue(text), problem).slice(0, shown);
  const chosen = found.find(({ id }) => id === open);
  const press = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || isComposing(event.nativeEvent)) return;
    event.preventDefault();
    setOpen(found[0]?.id ?? null);
  };
  return (
    <section className={styles["finder"]} aria-label={t("title")}>
      <TextInput
        label={t("search")}
        placeholder={t("prompt")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={press}
      />
      <div className={styles["titles"]}>
        {found.map(({ id }) => (
          <button
            key={id}
            type="button"
            className={classes(styles["title"], id === open && styles["open"])}
            aria-expanded={id === open}
            onClick={() => setOpen(id === open ? null : id)}
          >
            {titleOf(id)}
          </button>
        ))}
        {found.length === 0 && <p className={styles["basis"]}>{t("none")}</p>}
      </div>
      {chosen !== undefined && (
        <div className={styles["reading"]}>
          <ArticleText article={chosen} />
          <Button size="xs" variant="default" onClick={() => onTake(chosen)}>
            {t("take")}
          </Button>
        </div>
      )}
    </section>
  );
}
