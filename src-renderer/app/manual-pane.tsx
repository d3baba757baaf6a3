import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";

import type { ManualTopic } from "../features/manual/manual-topic.ts";
import { Manual } from "../features/manual/manual.tsx";
import { useKeys } from "../ui/use-keys.ts";
import { pathToManual } from "./routes.ts";
import styles from "./shell.module.css";

/** The manual in the place of list and order; Esc goes back to the orders. */
export function ManualPane({ topic }: { topic: ManualTopic }): React.JSX.Element {
  const { t } = useTranslation("manual");
  const [, go] = useLocation();
  useKeys({ Escape: () => go("/") });
  return (
    <main className={styles["page"]}>
      <h1 className={styles["listTitle"]}>{t("title")}</h1>
      <Manual topic={topic} hrefOf={(one) => `#${pathToManual(one)}`} />
    </main>
  );
}
