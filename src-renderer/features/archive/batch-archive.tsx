import { useTranslation } from "react-i18next";

import { isCollective } from "../../../src-shared/domain/incident/incidents-of.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { useDesk, useReference } from "../../data/use-desk.ts";
import { useOffered } from "../../data/use-offered.ts";
import { BatchButton, type BatchBox } from "../../ui/batch/batch-button.tsx";
import { BatchList } from "../../ui/batch/batch-list.tsx";
import type { BatchOutcome } from "../../ui/batch/run-each.ts";
import type { BatchRow } from "../../ui/batch/use-batch.ts";
import { useRowFacts } from "../../ui/batch/use-row-facts.ts";
import { Face } from "../../ui/face.tsx";

/** 批量归档: closed orders, ticked, each filed for as long as the policy asks of it. */
export function BatchArchive(): React.JSX.Element {
  const { t } = useTranslation("batch");
  return (
    <BatchButton label={t("archive.open")} title={t("archive.title")}>
      {(box) => <Content box={box} />}
    </BatchButton>
  );
}

type Row = BatchRow & Readonly<{ order: WorkOrder; retentionYears: number }>;

function Content({ box }: { box: BatchBox }): React.JSX.Element {
  const { t } = useTranslation("batch");
  const desk = useDesk();
  const facts = useRowFacts();
  const { years, collectiveYears } = useReference().policy.retention;
  const offered = useOffered("to-archive", "archive");
  if (offered === "loading") return <Face words={t("loading", { ns: "common" })} />;
  const rows = offered.map(({ line, order }): Row => {
    const retentionYears = isCollective(order) ? collectiveYears : years;
    const beside = t("retention", { n: retentionYears });
    return { ...facts(line), order, retentionYears, beside, ready: true };
  });
  const run = async ({ order, retentionYears }: Row): Promise<BatchOutcome> => {
    const outcome = await desk.submit({ type: "archive", orderId: order.id, payload: { retentionYears } });
    return outcome.ok ? null : outcome.refusal;
  };
  return <BatchList kind="archive" rows={rows} run={run} box={box} />;
}
