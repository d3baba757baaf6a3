import { useTranslation } from "react-i18next";

import { isEnded } from "../../../src-shared/domain/work-order/order-state.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { useDesk } from "../../data/use-desk.ts";
import { clocksOf } from "../../ui/clocks.ts";
import { StateBadge, UrgencyBadge, WordBadge } from "../../ui/state-badge.tsx";
import { useLabel, useOfficeName } from "../../ui/surroundings.tsx";
import { ClockLine } from "./clock-line.tsx";
import styles from "./order.module.css";

/** What stands above everything else of an order: what, which, how it stands, who has it, until when. */
export function OrderHeader({ order }: { order: WorkOrder }): React.JSX.Element {
  const { t } = useTranslation("order");
  const desk = useDesk();
  const label = useLabel();
  const office = useOfficeName();
  const { classification } = order;
  const clocks = isEnded(order.state) ? [] : clocksOf(order, desk.reference.policy);
  const holder = office(order.holder);
  return (
    <header className={styles["header"]}>
      <div className={styles["titleLine"]}>
        <h1 className={styles["title"]} tabIndex={-1} id="order-title">
          {classification.title}
        </h1>
        <span className={styles["number"]}>{order.number ?? `${t("provisional")} ${order.provisionalNumber}`}</span>
      </div>
      <div className={styles["badges"]}>
        <StateBadge state={order.state} />
        <WordBadge>{label("order-class", classification.class)}</WordBadge>
        <UrgencyBadge urgency={classification.urgency} />
        {classification.flags.map((flag) => (
          <WordBadge key={flag} strong={flag === "confidential" || flag === "collective"}>
            {label("order-flag", flag)}
          </WordBadge>
        ))}
        {order.round > 1 && <WordBadge strong>{t("round", { n: order.round })}</WordBadge>}
        <span className={styles["holder"]}>
          {isEnded(order.state) ? t("holderEnded", { office: holder }) : t("holder", { office: holder })}
        </span>
      </div>
      {clocks.length > 0 && (
        <div className={styles["clocks"]}>
          {clocks.map((clock) => (
            <ClockLine key={clock.name} clock={clock} />
          ))}
        </div>
      )}
    </header>
  );
}
