import { useTranslation } from "react-i18next";

import type { Card } from "../../../src-shared/domain/supervision/card.ts";
import { openDoubts } from "../../../src-shared/domain/supervision/card-rights.ts";
import type { TimeDoubt } from "../../../src-shared/domain/supervision/time-doubt.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { toDueText } from "../../../src-shared/kernel/instant.ts";
import { CardBadge } from "../../ui/card-badge.tsx";
import { useCardText } from "../../ui/card-text.ts";
import { WordBadge } from "../../ui/state-badge.tsx";
import { useOfficeName } from "../../ui/surroundings.tsx";
import styles from "./order.module.css";

/** The cards of an order, each with why it fell and what became of it, and the steps whose time waits for a ruling. */
export function CardStrip({ order }: { order: WorkOrder }): React.JSX.Element | null {
  const { t } = useTranslation("cards");
  const doubts = openDoubts(order);
  if (order.cards.length === 0 && doubts.length === 0) return null;
  return (
    <section className={styles["cards"]} aria-label={t("ofOrder")}>
      {doubts.map((doubt) => (
        <DoubtLine key={doubt.action} doubt={doubt} />
      ))}
      {order.cards.toReversed().map((card) => (
        <CardLine key={card.id} card={card} />
      ))}
    </section>
  );
}

function CardLine({ card }: { card: Card }): React.JSX.Element {
  const text = useCardText();
  return (
    <div className={styles["cardLine"]}>
      <CardBadge card={card.colour} state={card.state} />
      <span>{text.why(card)}</span>
      <span className={styles["small"]}>{text.became(card)}</span>
    </div>
  );
}

function DoubtLine({ doubt }: { doubt: TimeDoubt }): React.JSX.Element {
  const { t } = useTranslation("cards");
  const office = useOfficeName();
  return (
    <div className={styles["cardLine"]}>
      <WordBadge strong>{t("doubt")}</WordBadge>
      <span>
        {t("doubtLine", {
          office: office(doubt.office),
          clock: t(`clocks.${doubt.clock}`),
          due: toDueText(doubt.due),
        })}
      </span>
    </div>
  );
}
