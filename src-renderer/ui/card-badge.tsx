import { Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { CardState } from "../../src-shared/domain/supervision/card.ts";
import styles from "./badges.module.css";
import { classes } from "./classes.ts";
import type { Card } from "./due.ts";

/** A card of the order, or one that the rules foresee while the desk cannot hear from the province. */
type ShownState = CardState | "foreseen";

/** A yellow or red card: shape, word and colour. These two colours mean nothing else anywhere. */
export function CardBadge({ card, state = "standing" }: { card: Card; state?: ShownState }): React.JSX.Element {
  const { t } = useTranslation("ui");
  if (state !== "standing") return <WeakBadge card={card} state={state} />;
  return (
    <Tooltip label={card === "yellow" ? t("yellowWhy") : t("redWhy")}>
      <span className={classes(styles["card"], styles[card])}>
        <CardRectangle />
        {card === "yellow" ? t("yellowCard") : t("redCard")}
      </span>
    </Tooltip>
  );
}

/** A card that does not count, or not yet: its word says so, and its colour stays behind. */
function WeakBadge({ card, state }: { card: Card; state: Exclude<ShownState, "standing"> }): React.JSX.Element {
  const { t } = useTranslation("cards");
  return (
    <Tooltip label={t(`stateWhy.${state}`)}>
      <span className={classes(styles["card"], styles[card], styles["weak"])}>
        <CardRectangle />
        <span className={styles["word"]}>{t(`shown.${state}`, { card: t(card) })}</span>
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
