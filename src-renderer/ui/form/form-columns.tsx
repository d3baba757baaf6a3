import type { ReactNode } from "react";

import styles from "./step-form.module.css";

/** Two parts of a long form, side by side where there is room for both: a whole form on one screen is calmer than two. */
export function FormColumns({ children }: { children: readonly [ReactNode, ReactNode] }): React.JSX.Element {
  const [first, second] = children;
  return (
    <div className={styles["columns"]}>
      <div className={styles["column"]}>{first}</div>
      <div className={styles["column"]}>{second}</div>
    </div>
  );
}
