import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { QueuedStep, SyncStatus } from "../../data/desk-api.ts";
import { useDesk, useQueue, useSyncStatus } from "../../data/use-desk.ts";
import { useHandedOver } from "../../data/use-handed-over.ts";
import { formatMoment } from "../../ui/format.ts";
import { useProblemWords } from "../../ui/problem-words.ts";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { isParked, whoActsFor } from "../../ui/who-acts.ts";
import { CourierPanel } from "./courier-panel.tsx";
import { HandoverTray } from "./handover-tray.tsx";
import { DownloadsPanel } from "./downloads-panel.tsx";
import { ParkedTray } from "./parked-tray.tsx";
import { StepTable } from "./step-table.tsx";
import { SyncSection } from "./sync-section.tsx";
import styles from "./sync-center.module.css";
import { Tray } from "./tray.tsx";
import { UploadsPanel } from "./uploads-panel.tsx";

/** Receipts further back than this are on the orders' own timelines. */
const shownReceipts = 30;

const nothing: readonly QueuedStep[] = [];

/** 同步中心: what is on this computer alone, what has arrived, what was not accepted, and what to do about it. */
export function SyncCenter({
  diagnosis,
  onRegisterAgain,
}: {
  diagnosis: string;
  /** Takes a refused registration back into its form. */
  onRegisterAgain: (step: QueuedStep["step"]) => Promise<void>;
}): React.JSX.Element {
  const { t } = useTranslation("syncCenter");
  const status = useSyncStatus();
  const known = useQueue();
  const queue = known === "loading" ? nothing : known;
  const stubs = useHandedOver(queue);
  const isHere = ({ step }: QueuedStep): boolean => !stubs.has(step.orderId);
  const waiting = queue.filter((one) => one.stage === "saved" || one.stage === "sending");
  const unapplied = queue.filter((one) => one.stage === "refused");
  const [parked, refused] = [unapplied.filter(isParked), unapplied.filter((one) => !isParked(one))];
  const received = queue.filter((one) => one.receipt !== null && one.stage === "received").toReversed();
  return (
    <main className={styles["page"]} aria-labelledby="sync-center">
      <h1 id="sync-center" className={styles["title"]}>
        {t("title")}
      </h1>
      <StateOfSync status={status} diagnosis={diagnosis} />
      {refused.length > 0 && <Tray steps={refused} stubs={stubs} onRegisterAgain={onRegisterAgain} />}
      {parked.length > 0 && <ParkedTray steps={parked} stubs={stubs} />}
      <CourierPanel />
      <HandoverTray steps={queue} stubs={stubs} />
      <StepSection title={t("queue")} empty={t("queueEmpty")} steps={waiting.filter(isHere)} kind="queue" />
      <UploadsPanel status={status} />
      <DownloadsPanel />
      <StepSection
        title={t("receipts")}
        empty={t("receiptsEmpty")}
        steps={received.filter(isHere).slice(0, shownReceipts)}
        kind="receipts"
      />
    </main>
  );
}

function StateOfSync({ status, diagnosis }: { status: SyncStatus; diagnosis: string }): React.JSX.Element {
  const { t } = useTranslation("syncCenter");
  const { t: d } = useTranslation("diagnosis");
  const desk = useDesk();
  const { now } = useSurroundings();
  const words = useProblemWords();
  const moment = (at: number | null): string => (at === null ? t("never") : formatMoment(at, now));
  const says = status.trouble !== null && status.trouble !== "unreachable";
  return (
    <section className={styles["state"]} aria-live="polite">
      <div>
        <p className={styles["sentence"]}>{t(`state.${sentenceOf(status)}`, countOf(status))}</p>
        {(status.unsent > 0 || says) && <p className={styles["acts"]}>{t(`acts.${whoActsFor(status)}`)}</p>}
        {says && <p className={styles["trouble"]}>{words(status.trouble ?? "")}</p>}
        <dl className={styles["times"]}>
          {status.offlineSince !== null && <Time label={t("offlineSince")} value={moment(status.offlineSince)} />}
          <Time label={t("lastContact")} value={moment(status.lastContactAt)} />
          <Time
            label={t("lastEmptied")}
            value={status.lastEmptiedAt === null ? t("neverEmptied") : moment(status.lastEmptiedAt)}
          />
          <Audited result={status.audit} />
        </dl>
      </div>
      <div className={styles["buttons"]}>
        <Button variant="default" component="a" href={diagnosis}>
          {d("open")}
        </Button>
        <Button variant="default" onClick={desk.syncNow}>
          {t("syncNow")}
        </Button>
      </div>
    </section>
  );
}

function Time({ label, value }: { label: string; value: string }): React.JSX.Element {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** What the last comparison of this computer's copy with the province found. */
function Audited({ result }: { result: SyncStatus["audit"] }): React.JSX.Element {
  const { t } = useTranslation("syncCenter");
  const { now } = useSurroundings();
  if (result === null) return <Time label={t("audit")} value={t("auditNever")} />;
  const { orders: n, left, fetched, removed } = result;
  const words = { at: formatMoment(result.at, now), n, left, mended: fetched + removed };
  const what = left > 0 ? "auditLeft" : words.mended > 0 ? "auditMended" : "auditSame";
  return <Time label={t("audit")} value={t(what, words)} />;
}

/** What the sentence counts: steps that wait, steps that were refused, or else files. */
function countOf({ unsent, refused, uploads }: SyncStatus): { n: number } {
  return { n: unsent || refused || uploads.length };
}

type Sentence =
  | "synced"
  | "syncedFiles"
  | "sending"
  | "offline"
  | "offlineEmpty"
  | "waiting"
  | "connecting"
  | "connectingEmpty"
  | "firstSync"
  | "refused";

function sentenceOf(status: SyncStatus): Sentence {
  // Each try on a dead line is a push too: until one gets through, the page says what the foot of the rail says.
  if (status.line === "offline") return status.unsent > 0 ? "offline" : "offlineEmpty";
  if (status.sending && status.unsent > 0) return "sending";
  if (status.line === "connecting") return status.unsent > 0 ? "connecting" : "connectingEmpty";
  if (status.unsent > 0) return "waiting";
  return status.refused > 0 ? "refused" : restOf(status);
}

/** What is still to say when every step is through. */
function restOf(status: SyncStatus): Sentence {
  if (status.firstSync !== null) return "firstSync";
  return status.uploads.length > 0 ? "syncedFiles" : "synced";
}

function StepSection({
  title,
  empty,
  steps,
  kind,
}: {
  title: string;
  empty: string;
  steps: readonly QueuedStep[];
  kind: "queue" | "receipts";
}): React.JSX.Element {
  return (
    <SyncSection title={title} count={steps.length}>
      {steps.length === 0 ? <p className={styles["empty"]}>{empty}</p> : <StepTable steps={steps} kind={kind} />}
    </SyncSection>
  );
}
