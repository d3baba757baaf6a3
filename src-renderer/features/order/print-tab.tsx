import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import styles from "./order.module.css";

const sheets = ["order-sheet", "case-file", "paper"] as const;
/** What the print side leads to: two whole papers, and the choice of a single one. */
export type PrintedSheet = (typeof sheets)[number];

/** 打印: the papers there are, each with what it holds. */
export function PrintTab({
  unsent,
  hrefOf,
}: {
  unsent: number;
  hrefOf: (sheet: PrintedSheet) => string;
}): React.JSX.Element {
  const { t } = useTranslation("order");
  return (
    <div className={styles["tab"]}>
      {unsent > 0 && <p>{t("print.unsynced", { n: unsent })}</p>}
      {sheets.map((sheet) => (
        <div key={sheet} className={styles["paper"]}>
          <div>
            <strong>{t(`print.${sheet}`)}</strong>
            <p className={styles["hint"]}>{t(`print.${sheet}Hint`)}</p>
          </div>
          <Button component="a" href={hrefOf(sheet)} variant="default" size="xs" flex="none">
            {t("print.open")}
          </Button>
        </div>
      ))}
    </div>
  );
}
