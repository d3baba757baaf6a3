import { Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";

import styles from "./badges.module.css";
import { classes } from "./classes.ts";
import type { Card } from "./due.ts";

/** A yellow or red card: shape, word and colour. These two colours mean nothing else anywhere. */
export function CardBadge({ card }: { card: Card }): React.JSX.Element {
  const { t } = useTranslation("ui");
  return (
    <Tooltip label={card === "yellow" ? t("yellowWhy") : t("redWhy")}>
      <span className={classes(styles["card"], styles[card])}>
        <CardRectangle />
        {card === "yellow" ? t("yellowCard") : t("redCard")}
      </span>
    </Tooltip>
  );
}

/** A card where there is no room for its word: shape and colour, and the word for who does not see them. */
export function CardShape({ card }: { card: Card }): React.JSX.Element {
  const { t } = useTranslation("ui");
  const word = card === "yellow" ? t("yellowCard") : t("redCard");
  return (
    <span className={classes(styles["card"], styles[card], styles["bare"])} role="img" aria-label={word} title={word}>
      <CardRectangle />
    </span>
  );
}

function CardRectangle(): React.JSX.Element {
  return (
    <svg width="9" height="12" viewBox="0 0 9 12" aria-hidden="true">
      <rect x="0.5" y="0.5" width="8" height="11" rx="1" />
    </svg>
  );
}
