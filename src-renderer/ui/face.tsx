import type { ReactNode } from "react";

import styles from "./face.module.css";

/**
 * What stands where there is nothing else: empty, loading, missing, refused. Says what would appear here and offers the
 * next useful thing.
 */
export function Face({
  title,
  words,
  children,
}: {
  title?: string;
  words: string;
  children?: ReactNode;
}): React.JSX.Element {
  return (
    <div className={styles["face"]}>
      {title !== undefined && <p className={styles["title"]}>{title}</p>}
      <p className={styles["words"]}>{words}</p>
      {children !== undefined && <div className={styles["next"]}>{children}</div>}
    </div>
  );
}

/** A sentence about trouble: what happened, what is safe, what to do. Announced to screen readers. */
export function TroubleNote({ children }: { children: ReactNode }): React.JSX.Element {
  return (
    <div className={styles["trouble"]} role="alert">
      <span className={styles["mark"]} aria-hidden="true">
        !
      </span>
      <div>{children}</div>
    </div>
  );
}

/** A strip across the page: something to know, and one or two things to do about it. */
export function Strip({ children, actions }: { children: ReactNode; actions?: ReactNode }): React.JSX.Element {
  return (
    <div className={styles["strip"]} role="status">
      <div className={styles["stripWords"]}>{children}</div>
      {actions !== undefined && <div className={styles["stripActions"]}>{actions}</div>}
    </div>
  );
}
