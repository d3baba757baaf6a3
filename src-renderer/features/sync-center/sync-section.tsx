import type { ReactNode } from "react";

import styles from "./sync-center.module.css";

/** A part of the sync centre: its name, how many it holds, and in a sentence what that means. */
export function SyncSection({
  title,
  count,
  hint,
  children,
}: {
  title: string;
  count: number;
  hint?: string;
  children: ReactNode;
}): React.JSX.Element {
  return (
    <section className={styles["section"]} aria-label={title}>
      <h2 className={styles["heading"]}>
        {title} {count > 0 && <span className={styles["count"]}>{count}</span>}
      </h2>
      {hint !== undefined && <p className={styles["hint"]}>{hint}</p>}
      {children}
    </section>
  );
}
