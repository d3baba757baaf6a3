import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { QueuedStep } from "../../data/desk-api.ts";
import { goesAfter } from "../../data/fold.ts";
import type { HandedOver } from "../../data/stub.ts";
import type { useHandedOver } from "../../data/use-handed-over.ts";
import { formatMoment } from "../../ui/format.ts";
import { useOfficeName, useSurroundings } from "../../ui/surroundings.tsx";
import { stepWords } from "../../ui/step-words.ts";
import { useStepName } from "../../ui/use-step-name.ts";

import { SyncSection } from "./sync-section.tsx";
import styles from "./sync-center.module.css";

type Stubs = ReturnType<typeof useHandedOver>;

/**
 * 已交出工单上的工作: what this computer did on orders that have gone to another office since, and what becomes, or became,
 * of it there.
 * @see docs/spec/late.md LT-11
 */
export function HandoverTray({
  steps,
  stubs,
}: {
  steps: readonly QueuedStep[];
  stubs: Stubs;
}): React.JSX.Element | null {
  const { t } = useTranslation("syncCenter");
  const left = steps.flatMap((queued) => {
    const stub = stubs.get(queued.step.orderId);
    return stub && queued.stage !== "refused" ? [{ queued, stub }] : [];
  });
  if (left.length === 0) return null;
  return (
    <SyncSection title={t("handover")} count={left.length} hint={t("handoverHint")}>
      <Table className={styles["table"] ?? ""} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={150}>{t("step")}</Table.Th>
            <Table.Th w={230}>{t("order")}</Table.Th>
            <Table.Th>{t("whatOfIt")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {left.map(({ queued, stub }) => (
            <LeftStep key={queued.step.id} queued={queued} stub={stub} />
          ))}
        </Table.Tbody>
      </Table>
    </SyncSection>
  );
}

function LeftStep({ queued, stub }: { queued: QueuedStep; stub: HandedOver }): React.JSX.Element {
  const { t } = useTranslation("syncCenter");
  const name = useStepName();
  const { step } = queued;
  const text = stepWords(step);
  return (
    <Table.Tr>
      <Table.Td>
        {name(step.type)}
        {text !== "" && <div className={styles["words"]}>{text}</div>}
      </Table.Td>
      <Table.Td>
        {queued.receipt?.orderNumber != null && <div>{queued.receipt.orderNumber}</div>}
        <WentTo stub={stub} />
      </Table.Td>
      <Table.Td>
        {t(`became.${becameOf(queued)}`, { office: useNewHolder(stub), n: queued.receipt?.number ?? 0 })}
      </Table.Td>
    </Table.Tr>
  );
}

/** To whom an order went, and when this computer heard of it. */
export function WentTo({ stub }: { stub: HandedOver }): React.JSX.Element {
  const { t } = useTranslation("syncCenter");
  const { now } = useSurroundings();
  const words = { office: useNewHolder(stub), at: formatMoment(stub.at, now) };
  return <span className={styles["went"]}>{t("wentTo", words)}</span>;
}

/** The office that has an order now, in words also where that was not said. */
export function useNewHolder({ to }: HandedOver): string {
  const { t } = useTranslation("syncCenter");
  const office = useOfficeName();
  return to === null ? t("anotherOffice") : office(to);
}

function becameOf({ step, receipt }: QueuedStep): "waitsAsLate" | "waits" | "late" | "applied" | "merged" {
  if (receipt === null) return goesAfter(step.type) ? "waitsAsLate" : "waits";
  if (receipt.verdict === "merged") return "merged";
  return goesAfter(step.type) ? "late" : "applied";
}
