import { useTranslation } from "react-i18next";

import type { Intent } from "../../../src-shared/actions/action.ts";
import { replyDate } from "../../../src-shared/domain/supervision/reply-date.ts";
import type { OrderLine } from "../../data/desk-api.ts";
import { useDesk, useReference } from "../../data/use-desk.ts";
import { useOffered } from "../../data/use-offered.ts";
import { BatchButton, type BatchBox } from "../../ui/batch/batch-button.tsx";
import { BatchList } from "../../ui/batch/batch-list.tsx";
import type { BatchOutcome } from "../../ui/batch/run-each.ts";
import type { BatchRow } from "../../ui/batch/use-batch.ts";
import { useRowFacts } from "../../ui/batch/use-row-facts.ts";
import { Face } from "../../ui/face.tsx";
import { useOfficeName } from "../../ui/surroundings.tsx";

/** 批量发催办通知书: the orders on 待督办 that are past their limit, ticked, each with a notice of its own. */
export function BatchUrge(): React.JSX.Element {
  const { t } = useTranslation("batch");
  return (
    <BatchButton label={t("urge.open")} title={t("urge.title")}>
      {(box) => <Content box={box} />}
    </BatchButton>
  );
}

type Row = BatchRow & Readonly<{ line: OrderLine }>;

function Content({ box }: { box: BatchBox }): React.JSX.Element {
  const { t } = useTranslation("common");
  const desk = useDesk();
  const facts = useRowFacts();
  const office = useOfficeName();
  const noticeTo = useUrgingNotice();
  const offered = useOffered("to-supervise", "issue-notice");
  if (offered === "loading") return <Face words={t("loading")} />;
  const at = desk.now();
  const overdue = offered.filter(({ line }) => line.due !== null && at > line.due && line.holder !== desk.actor.office);
  const rows = overdue.map(({ line }): Row => ({
    ...facts(line),
    facts: `${line.number} · ${office(line.holder)}`,
    line,
    ready: true,
  }));
  const run = async ({ line }: Row): Promise<BatchOutcome> => {
    const outcome = await desk.submit(noticeTo(line));
    return outcome.ok ? null : outcome.refusal;
  };
  return <BatchList kind="urge" rows={rows} run={run} box={box} />;
}

function useUrgingNotice(): (line: OrderLine) => Intent {
  const { t } = useTranslation("notice");
  const desk = useDesk();
  const reference = useReference();
  return ({ id, holder }) => ({
    type: "issue-notice",
    orderId: id,
    payload: {
      kind: "urging-notice",
      office: holder,
      reason: "overdue",
      demand: t("demands.urging-notice"),
      replyBy: replyDate(reference, "urging-notice", desk.now()),
    },
  });
}
