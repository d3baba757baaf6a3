import { useTranslation } from "react-i18next";

import { pendingRequests } from "../../../src-shared/domain/work-order/pending-requests.ts";
import { isEnded } from "../../../src-shared/domain/work-order/order-state.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { toChinaText } from "../../../src-shared/kernel/instant.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useOfficeName } from "../../ui/surroundings.tsx";
import styles from "./order.module.css";

/** What waits for somebody's decision beside the order's course, said in words; the same without a line. */
export function PendingStrip({ order }: { order: WorkOrder }): React.JSX.Element | null {
  const { t } = useTranslation("requests");
  const { hub } = useDesk().profile;
  const office = useOfficeName();
  const requests = pendingRequests(order, hub);
  const last = order.extensions.at(-1);
  const lapsed = last?.lapsedAt != null && !isEnded(order.state) ? last : null;
  if (requests.length === 0 && !lapsed) return null;
  return (
    <section className={styles["pending"]} aria-label={t("list.title")}>
      {requests.map(({ kind, from, awaits, days, since }) => (
        <p key={`${kind} ${since}`}>
          {t(`pending.${kind}`, { from: office(from), office: office(awaits), days: days ?? 0 })}{" "}
          <span className={styles["small"]}>{t("pending.since", { at: toChinaText(since) })}</span>
        </p>
      ))}
      {lapsed?.lapsedAt != null && (
        <p>{t("pending.lapsed", { from: office(lapsed.office), at: toChinaText(lapsed.lapsedAt) })}</p>
      )}
    </section>
  );
}
