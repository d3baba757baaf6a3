import { useTranslation } from "react-i18next";

import { openIncident } from "../../../src-shared/domain/incident/incidents-of.ts";
import { isEnded } from "../../../src-shared/domain/work-order/order-state.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import type { QueuedStep } from "../../data/desk-api.ts";
import { useDesk } from "../../data/use-desk.ts";
import { clocksOf } from "../../ui/clocks.ts";
import { StateBadge, UrgencyBadge, WordBadge } from "../../ui/state-badge.tsx";
import { useLabel, useOfficeName } from "../../ui/surroundings.tsx";
import { ClockLine } from "./clock-line.tsx";
import styles from "./order.module.css";

/** What stands above everything else of an order: what, which, how it stands, who has it, until when. */
export function OrderHeader({ order, queued }: { order: WorkOrder; queued: readonly QueuedStep[] }): React.JSX.Element {
  const { t } = useTranslation("order");
  const desk = useDesk();
  const label = useLabel();
  const office = useOfficeName();
  const { classification } = order;
  const clocks = isEnded(order.state) ? [] : clocksOf(order, desk.reference.policy, desk.actor.office);
  const unsent = unsentOf(queued);
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
        {unsent.length > 0 && <WordBadge strong>{`○ ${t("unsent", { n: unsent.length })}`}</WordBadge>}
        <WordBadge>{label("order-class", classification.class)}</WordBadge>
        <UrgencyBadge urgency={classification.urgency} />
        {classification.flags.map((flag) => (
          <WordBadge key={flag} strong={flag === "confidential" || flag === "collective"}>
            {label("order-flag", flag)}
          </WordBadge>
        ))}
        {openIncident(order) && <WordBadge strong>{`▲ ${t("incident", { ns: "inbox" })}`}</WordBadge>}
        {order.round > 1 && <WordBadge strong>{t("round", { n: order.round })}</WordBadge>}
        <span className={styles["holder"]}>{t(holderSentence(order, unsent), { office: office(order.holder) })}</span>
      </div>
      {clocks.length > 0 && (
        <div className={styles["clocks"]}>
          {clocks.map((clock) => (
            <ClockLine key={clock.name} clock={clock} order={order} />
          ))}
        </div>
      )}
    </header>
  );
}

const supervising = ["issue-notice", "answer-notice", "settle-notice"];
const besideSteps = [
  "ask-help",
  "answer-help",
  "release-help",
  "flag-incident",
  "unflag-incident",
  "report-incident",
  "close-incident",
];

// A note or a file tells more and moves nothing: the order stands where it stood.
const moveless: ReadonlySet<string> = new Set([
  "note",
  "attach",
  "amend",
  "disclose",
  "store-evidence",
  "set-aside",
  ...supervising,
  ...besideSteps,
]);

/** What the province has not judged yet: a refused step is no longer on its way. */
export function unsentOf(queued: readonly QueuedStep[]): readonly QueuedStep[] {
  return queued.filter((one) => one.stage === "saved" || one.stage === "sending");
}

/** Whose turn it is, and whether it becomes so only when this computer's steps arrive. */
export function holderSentence(
  order: WorkOrder,
  unsent: readonly QueuedStep[],
): "holder" | "holderEnded" | "holderOnceSent" | "holderEndedOnceSent" {
  const pending = unsent.some(({ step }) => !moveless.has(step.type));
  if (isEnded(order.state)) return pending ? "holderEndedOnceSent" : "holderEnded";
  return pending ? "holderOnceSent" : "holder";
}
