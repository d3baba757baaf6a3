import type { ReactNode } from "react";

import { classes } from "./classes.ts";
import styles from "./timeline.module.css";

export type TimelineEntry = Readonly<{
  /** `done` has happened; `waiting` is still on this computer; `doubtful` is waiting and may be refused. */
  mark: "done" | "waiting" | "doubtful";
  when: string;
  who: string;
  title: string;
  tags: readonly string[];
  body: ReactNode;
  foot: ReactNode;
}>;

/** What happened, oldest first: `children` are its lines. */
export function Timeline({ label, children }: { label: string; children: ReactNode }): React.JSX.Element {
  return (
    <ol className={styles["timeline"]} aria-label={label}>
      {children}
    </ol>
  );
}

/** One line of the timeline: a filled mark for what is done, a hollow one for what has not been sent. */
export function TimelineLine({ mark, when, who, title, tags, body, foot }: TimelineEntry): React.JSX.Element {
  return (
    <li className={classes(styles["entry"], styles[mark])}>
      <div className={styles["head"]}>
        <time className={styles["when"]}>{when}</time>
        <div className={styles["what"]}>
          <span className={styles["title"]}>{title}</span>
          {tags.map((tag) => (
            <span key={tag} className={styles["tag"]}>
              {tag}
            </span>
          ))}
        </div>
        <span className={styles["who"]}>{who}</span>
      </div>
      {body !== null && <div className={styles["body"]}>{body}</div>}
      {foot !== null && <div className={styles["foot"]}>{foot}</div>}
    </li>
  );
}
