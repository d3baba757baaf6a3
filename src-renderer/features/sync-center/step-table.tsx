import { Anchor, Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { QueuedStep } from "../../data/desk-api.ts";
import { useDesk, useOrder, useShownStage } from "../../data/use-desk.ts";
import { formatMoment } from "../../ui/format.ts";
import { openedFacts } from "../../ui/opened-facts.ts";
import { useProblemWords } from "../../ui/problem-words.ts";
import { ReceiptLine, type OpenedFacts } from "../../ui/receipt-line.tsx";
import { useWithdraw } from "../../ui/use-withdraw.ts";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { useStepName } from "../../ui/use-step-name.ts";
import { OrderLink } from "./order-link.tsx";
import styles from "./sync-center.module.css";

/** Steps as lines: what, on which order, saved when, and how far it has come. */
export function StepTable({
  steps,
  kind,
}: {
  steps: readonly QueuedStep[];
  kind: "queue" | "receipts";
}): React.JSX.Element {
  const { t } = useTranslation("syncCenter");
  return (
    <>
      {steps.some((one) => one.stage === "sending") && <p className={styles["hint"]}>{t("sealedHint")}</p>}
      <Table className={styles["table"] ?? ""} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={150}>{t("step")}</Table.Th>
            <Table.Th>{t("order")}</Table.Th>
            <Table.Th w={110}>{t("savedAt")}</Table.Th>
            <Table.Th w={380}>{t("stage")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {steps.map((one) => (
            <StepRow key={one.step.id} queued={one} kind={kind} />
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

function StepRow({ queued, kind }: { queued: QueuedStep; kind: "queue" | "receipts" }): React.JSX.Element {
  const name = useStepName();
  const { now } = useSurroundings();
  return (
    <Table.Tr>
      <Table.Td>{name(queued.step.type)}</Table.Td>
      <Table.Td>
        <OrderLink id={queued.step.orderId} />
      </Table.Td>
      <Table.Td>{formatMoment(queued.savedAt, now)}</Table.Td>
      <Table.Td>{kind === "queue" ? <QueueStage queued={queued} /> : <ReceiptOf queued={queued} />}</Table.Td>
    </Table.Tr>
  );
}

function QueueStage({ queued }: { queued: QueuedStep }): React.JSX.Element {
  const { t } = useTranslation("syncCenter");
  const { t: tUi } = useTranslation("ui");
  const withdraw = useWithdraw(useDesk().withdraw);
  const words = useProblemWords();
  const stage = useShownStage(queued.stage);
  return (
    <>
      {t(`stages.${stage}`)}{" "}
      {queued.stage === "saved" && (
        <Anchor component="button" type="button" size="sm" onClick={() => withdraw(queued.step.id)}>
          {tUi("withdraw")}
        </Anchor>
      )}
      {queued.stage === "sending" && <span className={styles["sealed"]}>{t("sealed")}</span>}
      {queued.forecast !== null && (
        <div className={styles["doubt"]}>{tUi("forecast", { reason: words(queued.forecast) })}</div>
      )}
    </>
  );
}

function ReceiptOf({ queued }: { queued: QueuedStep }): React.JSX.Element {
  const { receipt, stage, savedAt } = queued;
  const opened = useOpenedAfter(queued);
  return <ReceiptLine receipt={{ ...notYet, ...receipt, savedAt, stage, opened }} />;
}

const notYet = { number: null, receivedAt: null, verdict: null } as const;

/** Who opened the order after a step, as far as its copy here shows. */
function useOpenedAfter({ step }: QueuedStep): OpenedFacts | null {
  const { rules } = useDesk();
  const view = useOrder(step.orderId);
  if (view === "loading" || view === null) return null;
  const position = view.order.timeline.findIndex((event) => event.id === step.id);
  return position < 0 ? null : openedFacts(view.order, position, rules.offices);
}
