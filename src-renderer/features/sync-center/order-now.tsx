import { useTranslation } from "react-i18next";

import type { OrderEvent } from "../../../src-shared/domain/work-order/order-event.ts";
import type { OrderView, QueuedStep } from "../../data/desk-api.ts";
import { useDesk, useOrder } from "../../data/use-desk.ts";
import { formatMoment } from "../../ui/format.ts";
import { useLabel, useOfficeName, useSurroundings } from "../../ui/surroundings.tsx";
import { tellEvent } from "../../ui/telling/tell-event.ts";
import { useSay } from "../../ui/telling/use-say.ts";
import styles from "./sync-center.module.css";

/** More than so many things that have happened since are to be read on the order itself. */
const toldSince = 3;

type StepOfOrder = Readonly<{ step: QueuedStep["step"] }>;

/**
 * How the order of a refused step stands now, and what has happened on it since the step's author looked: why it was
 * refused is mostly in there.
 * @see docs/spec/receipts.md RC-25
 */
export function OrderNow({ step }: StepOfOrder): React.JSX.Element | null {
  const view = useOrder(step.orderId);
  return view === "loading" || view === null ? null : <Now view={view} step={step} />;
}

function Now({ view, step }: StepOfOrder & Readonly<{ view: OrderView }>): React.JSX.Element {
  const { t } = useTranslation("syncCenter");
  const label = useLabel();
  const office = useOfficeName();
  const { state, holder } = view.order;
  const since = sinceThen(view, step);
  const words = { state: label("order-state", state), office: office(holder) };
  return (
    <>
      <p className={styles["now"]}>{t(since.length > 0 ? "nowSince" : "now", words)}</p>
      {since.length > 0 && (
        <ul className={styles["since"]} aria-label={t("since")}>
          {since.length > toldSince && <li>{t("sinceMore", { n: since.length - toldSince })}</li>}
          {since.slice(-toldSince).map((event) => (
            <Happened key={event.id} event={event} view={view} />
          ))}
        </ul>
      )}
    </>
  );
}

function Happened({ event, view }: Readonly<{ event: OrderEvent; view: OrderView }>): React.JSX.Element {
  const { t } = useTranslation("syncCenter");
  const { profile } = useDesk();
  const { now } = useSurroundings();
  const office = useOfficeName();
  const say = useSay({ ...view.order, viewer: profile.office });
  const who = `${office(event.office)} ${event.byName}`;
  return <li>{t("sinceThen", { at: formatMoment(event.at, now), who, what: tellEvent(event, say).title })}</li>;
}

/** What others did on the order beyond the version that the step's author had before them; looks change nothing. */
function sinceThen({ order }: OrderView, { baseVersion, userId }: QueuedStep["step"]): readonly OrderEvent[] {
  return order.timeline.slice(baseVersion).filter(({ type, by }) => type !== "disclosed" && by !== userId);
}
