import { useTranslation } from "react-i18next";

import { classes } from "../../ui/classes.ts";
import { manualTopics, type ManualTopic } from "./manual-topic.ts";
import styles from "./manual.module.css";

/** 使用手册: one topic a screen, on board with the desk, so that it is there without a line. */
export function Manual({
  topic,
  hrefOf,
}: {
  topic: ManualTopic;
  hrefOf: (topic: ManualTopic) => string;
}): React.JSX.Element {
  const { t } = useTranslation("manual");
  const paragraphs = Object.entries(t(`topics.${topic}`, { returnObjects: true })).filter(([key]) => key !== "title");
  return (
    <div className={styles["manual"]}>
      <nav className={styles["topics"]} aria-label={t("topicsLabel")}>
        {manualTopics.map((one) => (
          <a
            key={one}
            href={hrefOf(one)}
            className={classes(styles["topic"], one === topic && styles["current"])}
            aria-current={one === topic ? "page" : undefined}
          >
            {t(`topics.${one}.title`)}
          </a>
        ))}
      </nav>
      <article className={styles["words"]}>
        <h2>{t(`topics.${topic}.title`)}</h2>
        <ol>
          {paragraphs.map(([key, words]) => (
            <li key={key}>{words}</li>
          ))}
        </ol>
        <p className={styles["hint"]}>{t("hint")}</p>
      </article>
    </div>
  );
}
