import { Tabs } from "@mantine/core";
import { useId, useMemo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { ActionType } from "../../../src-shared/actions/action.ts";
import type { OrderView, WorkListName } from "../../data/desk-api.ts";
import { StepReading } from "../../ui/form/step-reading.tsx";
import { oneOf } from "../../ui/one-of.ts";
import { CardStrip } from "./card-strip.tsx";
import { CustodyTab } from "./custody-tab.tsx";
import { FactsTab } from "./facts-tab.tsx";
import { FilesTab } from "./files-tab.tsx";
import { LateStrip } from "./late-strip.tsx";
import { NewerStrip } from "./newer-strip.tsx";
import { NoteBox } from "./note-box.tsx";
import { NoticeStrip } from "./notice-strip.tsx";
import { Offers } from "./offers.tsx";
import { OrderHeader } from "./order-header.tsx";
import { OrderReading } from "./order-reading.tsx";
import styles from "./order.module.css";
import { PendingStrip } from "./pending-strip.tsx";
import { PrintTab, type PrintedSheet } from "./print-tab.tsx";
import { TogetherTab } from "./together-tab.tsx";
import { IncidentStrip } from "./incident-strip.tsx";
import { TimelineTab } from "./timeline-tab.tsx";

const tabs = ["timeline", "facts", "files", "custody", "together", "print"] as const;
type Tab = (typeof tabs)[number];

/**
 * An order, whole: how it stands and what one can do above, its five sides below. `children` is the form of the step
 * that is being taken; it stands in place of the sides.
 */
export function OrderPage({
  view,
  list,
  onStep,
  hrefOfSheet,
  children,
}: {
  view: OrderView;
  list: WorkListName;
  onStep: (type: ActionType) => void;
  hrefOfSheet: (sheet: PrintedSheet) => string;
  children?: ReactNode;
}): React.JSX.Element {
  const [tab, setTab] = useState<Tab>("timeline");
  const noteId = useId();
  const reading = useMemo(() => <OrderReading view={view} />, [view]);
  const take = (type: ActionType): void => {
    if (type === "attach") setTab("files");
    else if (type === "note") document.getElementById(noteId)?.focus();
    else onStep(type);
  };
  return (
    <article className={styles["page"]} aria-labelledby="order-title">
      <OrderHeader order={view.order} queued={view.queued} />
      <NewerStrip order={view.order} />
      {children === undefined ? (
        <>
          <CardStrip order={view.order} />
          <NoticeStrip order={view.order} />
          <PendingStrip order={view.order} />
          <div className={styles["incident"]}>
            <LateStrip order={view.order} />
            <IncidentStrip order={view.order} />
          </div>
          <Offers view={view} list={list} onStep={take} />
          <Sides view={view} tab={tab} onTab={setTab} hrefOfSheet={hrefOfSheet} />
          {offers(view, "note") && (
            <NoteBox key={view.order.id} order={view.order} id={noteId} board={tab === "together"} />
          )}
        </>
      ) : (
        <StepReading value={reading}>
          <div className={styles["step"]}>{children}</div>
        </StepReading>
      )}
    </article>
  );
}

function offers(view: OrderView, type: ActionType): boolean {
  return view.offered.some((offer) => offer.type === type && offer.refusal === null);
}

function Sides({
  view,
  tab,
  onTab,
  hrefOfSheet,
}: {
  view: OrderView;
  tab: Tab;
  onTab: (tab: Tab) => void;
  hrefOfSheet: (sheet: PrintedSheet) => string;
}): React.JSX.Element {
  const { t } = useTranslation("order");
  const { order, queued } = view;
  const count = order.attachments.length;
  return (
    <Tabs
      value={tab}
      onChange={(next) => {
        const known = oneOf(tabs, next);
        if (known) onTab(known);
      }}
      className={styles["sides"] ?? ""}
    >
      <Tabs.List className={styles["tabList"] ?? ""}>
        {tabs.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {one === "files" && count > 0 ? t("filesCount", { n: count }) : t(`tabs.${one}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="timeline" className={styles["panel"] ?? ""}>
        <TimelineTab view={view} />
      </Tabs.Panel>
      <Tabs.Panel value="facts" className={styles["panel"] ?? ""}>
        <FactsTab order={order} />
      </Tabs.Panel>
      <Tabs.Panel value="files" className={styles["panel"] ?? ""}>
        <FilesTab order={order} mayAttach={offers(view, "attach")} />
      </Tabs.Panel>
      <Tabs.Panel value="custody" className={styles["panel"] ?? ""}>
        <CustodyTab order={order} />
      </Tabs.Panel>
      <Tabs.Panel value="together" className={styles["panel"] ?? ""}>
        <TogetherTab order={order} />
      </Tabs.Panel>
      <Tabs.Panel value="print" className={styles["panel"] ?? ""}>
        <PrintTab unsent={queued.length} hrefOf={hrefOfSheet} />
      </Tabs.Panel>
    </Tabs>
  );
}
