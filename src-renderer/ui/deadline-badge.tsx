import { Tooltip } from "@mantine/core";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import { toDueText, type Instant } from "../../src-shared/kernel/instant.ts";
import styles from "./badges.module.css";
import { classes } from "./classes.ts";
import { nearnessOf, type Nearness } from "./due.ts";
import { useSurroundings } from "./surroundings.tsx";

function wordsOf(t: TFunction<"ui">, near: Nearness): string {
  switch (near.kind) {
    case "over":
      return near.days > 0 ? t("overdueDays", { n: near.days }) : t("overdueToday");
    case "minutes":
      return t("remainingMinutes", { n: near.left });
    case "hours":
      return t("remainingHours", { n: near.left });
    case "days":
      return near.left === 0 ? t("lastDay") : t("remaining", { n: near.left });
  }
}

/** Remaining working days first; the date stands beside it (`withDate`) or under the pointer. */
export function DeadlineBadge({ due, withDate = false }: { due: Instant; withDate?: boolean }): React.JSX.Element {
  const { t } = useTranslation("ui");
  const { calendar, now } = useSurroundings();
  const near = nearnessOf(calendar, now, due);
  const presses = near.kind !== "days" || near.left <= 1;
  const words = (
    <span className={classes(styles["deadline"], presses && styles["presses"], near.kind === "over" && styles["over"])}>
      {wordsOf(t, near)}
    </span>
  );
  if (!withDate) return <Tooltip label={toDueText(due)}>{words}</Tooltip>;
  return (
    <span>
      {words} <span className={styles["date"]}>· {toDueText(due)}</span>
    </span>
  );
}
