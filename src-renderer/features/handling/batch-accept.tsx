import { useTranslation } from "react-i18next";

import { activeAssignment } from "../../../src-shared/domain/assignment/custody.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useOffered } from "../../data/use-offered.ts";
import { BatchButton, type BatchBox } from "../../ui/batch/batch-button.tsx";
import { BatchList } from "../../ui/batch/batch-list.tsx";
import type { BatchOutcome } from "../../ui/batch/run-each.ts";
import type { BatchRow } from "../../ui/batch/use-batch.ts";
import { useRowFacts } from "../../ui/batch/use-row-facts.ts";
import { Face } from "../../ui/face.tsx";

/** 批量受理: the orders that wait for one's own office, ticked, each accepted by a step of its own. */
export function BatchAccept(): React.JSX.Element {
  const { t } = useTranslation("batch");
  return (
    <BatchButton label={t("accept.open")} title={t("accept.title")}>
      {(box) => <Content box={box} />}
    </BatchButton>
  );
}

type Row = BatchRow & Readonly<{ order: WorkOrder }>;

function Content({ box }: { box: BatchBox }): React.JSX.Element {
  const { t } = useTranslation("common");
  const desk = useDesk();
  const facts = useRowFacts();
  const offered = useOffered("to-accept", "accept");
  if (offered === "loading") return <Face words={t("loading")} />;
  const rows = offered.map(({ line, order }) => ({ ...facts(line), order, ready: true }));
  const run = async ({ order }: Row): Promise<BatchOutcome> => {
    const assignment = activeAssignment(order)?.id;
    if (!assignment) return "assignment-moved";
    const outcome = await desk.submit({ type: "accept", orderId: order.id, payload: { assignment } });
    return outcome.ok ? null : outcome.refusal;
  };
  return <BatchList kind="accept" rows={rows} run={run} box={box} />;
}
