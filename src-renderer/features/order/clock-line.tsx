import { useTranslation } from "react-i18next";

import { deadline } from "../../../src-shared/calendar/add-working-time.ts";
import { CardBadge } from "../../ui/card-badge.tsx";
import { bearsCards, type Clock } from "../../ui/clocks.ts";
import { DeadlineBadge } from "../../ui/deadline-badge.tsx";
import { cardOf } from "../../ui/due.ts";
import { formatMoment } from "../../ui/format.ts";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { WhyPopover } from "../../ui/why-popover.tsx";
import styles from "./order.module.css";

/** One clock: met, or remaining working days first, the date second, and why. */
export function ClockLine({ clock }: { clock: Clock }): React.JSX.Element {
  const { t } = useTranslation("order");
  const { calendar, now } = useSurroundings();
  if (clock.doneAt !== null) {
    const at = formatMoment(clock.doneAt, now);
    return (
      <span className={styles["clock"]}>
        <span className={styles["clockName"]}>{t(`clocks.${clock.name}`)}</span>
        {clock.late ? t("doneLate", { at }) : t("done", { at })}
      </span>
    );
  }
  const card = bearsCards(clock) ? cardOf(calendar, clock, now) : null;
  // A limit that was extended or renewed is not what the plain rule counts: it has no plain explanation.
  const explains = clock.limit !== null && deadline(calendar, clock.start, clock.limit) === clock.due;
  return (
    <span className={styles["clock"]}>
      <span className={styles["clockName"]}>{t(`clocks.${clock.name}`)}</span>
      <DeadlineBadge due={clock.due} withDate />
      {card !== null && <CardBadge card={card} />}
      {explains && clock.limit !== null && <WhyPopover start={clock.start} limit={clock.limit} due={clock.due} />}
    </span>
  );
}
