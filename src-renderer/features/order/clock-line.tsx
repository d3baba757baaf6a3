import { useTranslation } from "react-i18next";

import { pausesOf } from "../../../src-shared/domain/work-order/pauses.ts";
import { cardFor } from "../../../src-shared/domain/supervision/card-for.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { isOffline, useSyncPart } from "../../data/use-desk.ts";
import { CardBadge } from "../../ui/card-badge.tsx";
import { bearsCards, type Clock } from "../../ui/clocks.ts";
import { DeadlineBadge } from "../../ui/deadline-badge.tsx";
import { cardOf } from "../../ui/due.ts";
import { formatMoment } from "../../ui/format.ts";
import { useOfficeName, useSurroundings } from "../../ui/surroundings.tsx";
import { WhyDue } from "../../ui/why-popover.tsx";
import styles from "./order.module.css";

/** One clock: met, or remaining working days first, the date second, and why. */
export function ClockLine({ clock, order }: { clock: Clock; order: WorkOrder }): React.JSX.Element {
  const { t } = useTranslation("order");
  const { now } = useSurroundings();
  const office = useOfficeName();
  if (clock.doneAt !== null) {
    const at = formatMoment(clock.doneAt, now);
    return (
      <span className={styles["clock"]}>
        <span className={styles["clockName"]}>{t(`clocks.${clock.name}`)}</span>
        {clock.late ? t("doneLate", { at }) : t("done", { at })}
      </span>
    );
  }
  const rest = order.timeline.findLast((event) => event.type === "suspended");
  const by = clock.name === "review" && rest ? office(rest.office) : "";
  return (
    <span className={styles["clock"]}>
      <span className={styles["clockName"]}>{t(`clocks.${clock.name}`)}</span>
      <DeadlineBadge due={clock.due} withDate />
      <ClockCard clock={clock} order={order} />
      <WhyDue start={clock.start} limit={clock.limit} due={clock.due} pauses={pausesOf(order, now)} by={by} />
    </span>
  );
}

/** The card of the order for this clock; what the rules foresee only while the province cannot have said so. */
function ClockCard({ clock, order }: { clock: Clock; order: WorkOrder }): React.JSX.Element | null {
  const { calendar, now } = useSurroundings();
  const offline = useSyncPart(isOffline);
  if (clock.name !== "accept" && clock.name !== "complete") return null;
  const own = cardFor(order, clock.due, clock.name);
  if (own) return <CardBadge card={own.colour} state={own.state} />;
  const card = offline && bearsCards(clock) ? cardOf(calendar, clock, now) : null;
  return card === null ? null : <CardBadge card={card} state="foreseen" />;
}
