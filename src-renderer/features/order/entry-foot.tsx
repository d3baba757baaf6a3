import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { OrderEvent } from "../../../src-shared/domain/work-order/order-event.ts";
import { minuteMs, toChinaText } from "../../../src-shared/kernel/instant.ts";
import type { Receipt } from "../../../src-shared/protocol/sync.ts";
import type { QueuedStep } from "../../data/desk-api.ts";
import { useShownStage } from "../../data/use-desk.ts";
import { useProblemWords } from "../../ui/problem-words.ts";
import { OpenedBy, ReceiptLine, type OpenedFacts, type ReceiptFacts } from "../../ui/receipt-line.tsx";
import { whoActsOn } from "../../ui/who-acts.ts";
import styles from "./order.module.css";

type Facts = Readonly<{
  event: OrderEvent | null;
  queued: QueuedStep | undefined;
  receipt: Receipt | null;
  opened: OpenedFacts | null;
}>;

/** Whether there is anything to say below an entry: a receipt, a doubt, or two clocks that disagree. */
export function saysSomething({ event, queued, receipt, opened }: Facts): boolean {
  return (
    opened !== null ||
    queued !== undefined ||
    receipt !== null ||
    (event !== null && (clocksDiffer(event) || isDoubtful(event)))
  );
}

function clocksDiffer(event: OrderEvent): boolean {
  return Math.abs(event.at - event.deviceAt) > minuteMs;
}

function isDoubtful(event: OrderEvent): boolean {
  return event.grade === "C" || event.grade === "D";
}

/** How far the step has come, what speaks against it, and how to take it back. */
export function EntryFoot({
  event,
  queued,
  receipt,
  opened,
  withdraw,
}: Facts & Readonly<{ withdraw: (queued: QueuedStep) => void }>): React.JSX.Element {
  return (
    <>
      {(queued || receipt) && <Chain {...{ event, queued, receipt, opened }} />}
      {!queued && !receipt && opened && <OpenedBy opened={opened} />}
      {queued && <QueueWords queued={queued} withdraw={withdraw} />}
      {event !== null && <ClockWords event={event} />}
    </>
  );
}

function ClockWords({ event }: { event: OrderEvent }): React.JSX.Element {
  const { t } = useTranslation("ui");
  const { grade } = event;
  return (
    <>
      {clocksDiffer(event) && (
        <span className={styles["small"]}>{t("deviceTime", { at: toChinaText(event.deviceAt) })}</span>
      )}
      {(grade === "C" || grade === "D") && <span className={styles["small"]}>{t(`grades.${grade}`)}</span>}
    </>
  );
}

function Chain({ event, queued, receipt, opened }: Facts): React.JSX.Element {
  const stage = useShownStage(queued?.stage ?? "received");
  const saved = { savedAt: queued?.savedAt ?? event?.deviceAt ?? null, stage };
  return <ReceiptLine receipt={{ ...unknownYet, ...receipt, ...saved, opened }} />;
}

const unknownYet: ReceiptFacts = { savedAt: null, stage: "received", number: null, receivedAt: null, verdict: null };

/** Whether it is for this person to do something about a step that had no effect. */
function isMine(queued: QueuedStep): boolean {
  const acts = whoActsOn(queued);
  return acts === "meDecide" || acts === "meRegister";
}

function QueueWords({
  queued,
  withdraw,
}: {
  queued: QueuedStep;
  withdraw: (queued: QueuedStep) => void;
}): React.JSX.Element {
  const { t } = useTranslation("ui");
  const words = useProblemWords();
  const refused = queued.stage === "refused" ? queued.receipt?.code : null;
  return (
    <>
      {queued.forecast !== null && queued.stage !== "refused" && (
        <span className={styles["doubt"]}>{t("forecast", { reason: words(queued.forecast) })}</span>
      )}
      {refused != null && (
        <>
          <span className={styles["doubt"]}>{words(refused)}</span>
          <Anchor href="#/sync" fz={12}>
            {t(isMine(queued) ? "settleRefused" : "seeRefused")}
          </Anchor>
        </>
      )}
      {queued.stage === "saved" && (
        <Anchor component="button" type="button" fz={12} onClick={() => withdraw(queued)}>
          {t("withdraw")}
        </Anchor>
      )}
      {queued.stage === "sending" && <span className={styles["small"]}>{t("sealed")}</span>}
    </>
  );
}
