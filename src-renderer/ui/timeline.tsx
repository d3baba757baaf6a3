import type { ReactNode } from "react";

import { classes } from "./classes.ts";
import styles from "./timeline.module.css";

export type TimelineEntry = Readonly<{
  id: string;
  /** `done` has happened; `waiting` is still on this computer; `doubtful` is waiting and may be refused. */
  mark: "done" | "waiting" | "doubtful";
  when: string;
  who: string;
  title: string;
  tags: readonly string[];
  body: ReactNode;
  foot: ReactNode;
}>;

/** What happened, oldest first: a filled mark for what is done, a hollow one for what has not been sent. */
export function Timeline({ entries, label }: { entries: readonly TimelineEntry[]; label: string }): React.JSX.Element {
  return (
    <ol className={styles["timeline"]} aria-label={label}>
      {entries.map((entry) => (
        <li key={entry.id} className={classes(styles["entry"], styles[entry.mark])}>
          <div className={styles["head"]}>
            <time className={styles["when"]}>{entry.when}</time>
            <span className={styles["title"]}>{entry.title}</span>
            {entry.tags.map((tag) => (
              <span key={tag} className={styles["tag"]}>
                {tag}
              </span>
            ))}
            <span className={styles["who"]}>{entry.who}</span>
          </div>
          {entry.body !== null && <div className={styles["body"]}>{entry.body}</div>}
          {entry.foot !== null && <div className={styles["foot"]}>{entry.foot}</div>}
        </li>
      ))}
    </ol>
  );
}
