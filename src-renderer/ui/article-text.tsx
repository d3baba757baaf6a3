import { useTranslation } from "react-i18next";

import type { Article } from "../../src-shared/domain/reference/knowledge.ts";
import styles from "./article.module.css";

/** An article: its answer, and the law it rests on. */
export function ArticleText({ article }: { article: Article }): React.JSX.Element {
  const { t } = useTranslation("knowledge");
  const { t: common } = useTranslation("common");
  return (
    <div className={styles["text"]}>
      {article.text.split("\n").map((paragraph) => (
        <p key={paragraph} lang="zh-CN">
          {paragraph}
        </p>
      ))}
      <p className={styles["basis"]}>
        {common("colon", { name: t("basis") })}
        <span lang="zh-CN">{article.basis.join("；")}</span>
      </p>
    </div>
  );
}
