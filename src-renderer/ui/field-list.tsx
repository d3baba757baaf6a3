import type { ReactNode } from "react";

import styles from "./field-list.module.css";

/** A name and its value on one line; values wrap, names never. */
export function Field({ name, children }: { name: string; children: ReactNode }): React.JSX.Element {
  return (
    <div className={styles["field"]}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A titled list of fields. */
export function FieldList({ title, children }: { title: string; children: ReactNode }): React.JSX.Element {
  return (
    <section className={styles["list"]}>
      <h3>{title}</h3>
      <dl>{children}</dl>
    </section>
  );
}
