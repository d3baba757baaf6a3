import { useTranslation } from "react-i18next";

import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import type { OrderView } from "../../data/desk-api.ts";
import { formatMoney } from "../../ui/format.ts";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { Timeline } from "../../ui/timeline.tsx";
import styles from "./order.module.css";
import { ReadLine } from "./timeline-entries.tsx";

/** What the worker asks and what happened, latest first: to be read below the form of a step that judges by it. */
export function OrderReading({ view }: { view: OrderView }): React.JSX.Element {
  const { t } = useTranslation("timeline");
  const facts = useTranslation("order").t("tabs.facts");
  const { order } = view;
  const told = order.timeline.filter(({ type }) => type !== "disclosed").toReversed();
  return (
    <section className={styles["reading"]} aria-label={t("reading")}>
      <h3>{facts}</h3>
      <ClaimWords order={order} />
      <h3>{t("readingTimeline")}</h3>
      <Timeline label={t("readingTimeline")}>
        {told.map((event) => (
          <ReadLine key={event.id} event={event} order={order} />
        ))}
      </Timeline>
    </section>
  );
}

function ClaimWords({ order }: { order: WorkOrder }): React.JSX.Element {
  const { t } = useTranslation("timeline");
  const { language } = useSurroundings();
  const { facts, claimedCents } = order.claim;
  return (
    <p>
      {facts}
      {claimedCents > 0 && ` ${t("readingClaimed", { amount: formatMoney(claimedCents, language) })}`}
    </p>
  );
}
