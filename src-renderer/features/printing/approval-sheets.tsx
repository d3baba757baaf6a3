import { useTranslation } from "react-i18next";

import type { Assignment } from "../../../src-shared/domain/assignment/assignment.ts";
import { totalRecoveredCents } from "../../../src-shared/domain/work-order/report.ts";
import type { OrderEvent } from "../../../src-shared/domain/work-order/order-event.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { toChinaText, toDueText } from "../../../src-shared/kernel/instant.ts";
import { formatMoney } from "../../ui/format.ts";
import { useLabel, useOfficeName, useSurroundings } from "../../ui/surroundings.tsx";
import { Letter } from "./letter.tsx";
import { usePrintJob } from "./print-context.ts";
import { FieldTable, SheetHead, Signatures, type FieldRow } from "./sheet-frame.tsx";
import { useWorkerName } from "./use-worker-name.ts";

export type ReturnEvent = Extract<OrderEvent, { type: "return-asked" }>;

/** 受理告知书: tells the worker who has taken the matter on, and until when it is to be settled. */
export function AcceptanceLetter({ turn }: { turn: Assignment }): React.JSX.Element {
  const { t } = useTranslation("papers");
  const { officeById } = useSurroundings();
  const { order } = usePrintJob();
  const office = officeById.get(turn.office)?.name ?? turn.office;
  const name = useWorkerName();
  const number = order.number ?? order.provisionalNumber;
  const [to = "", ...body] = t("acceptanceBody", {
    name,
    at: toChinaText(order.registeredAt),
    title: order.classification.title,
    number,
    office,
    accepted: toChinaText(turn.acceptedAt ?? turn.dispatchedAt),
    due: toDueText(turn.completeBy),
  }).split("\n");
  return (
    <>
      <Letter
        title={t("acceptance")}
        number={number}
        to={to}
        paragraphs={[...body, t("acceptanceFoot")]}
        from={office}
        at={turn.acceptedAt ?? turn.dispatchedAt}
      />
      <Signatures sealed />
    </>
  );
}

/** 退单申请, with what was decided of it. */
export function ReturnSheet({ asked }: { asked: ReturnEvent }): React.JSX.Element {
  const { t } = useTranslation("papers");
  const label = useLabel();
  const office = useOfficeName();
  const { order } = usePrintJob();
  const decided = order.timeline
    .slice(order.timeline.findIndex((event) => event.id === asked.id))
    .find((event) => event.type === "return-decided" && event.assignment === asked.assignment);
  const verdict = decided?.type === "return-decided" ? decided : undefined;
  const rows: readonly FieldRow[] = [
    [[t("subject"), order.classification.title]],
    [
      [t("returnedBy"), `${office(asked.office)} ${asked.byName}`],
      [t("returnAt"), toChinaText(asked.at)],
    ],
    [[t("returnCode"), label("return-reason", asked.reasonCode)]],
    [[t("returnReason"), asked.reason]],
    [[t("decidedBy"), verdict ? `${office(verdict.office)} ${verdict.byName} ${toChinaText(verdict.at)}` : ""]],
    [
      [
        t("decision"),
        verdict ? `${t(verdict.approved ? "agreed" : "refused")}：${verdict.reason}` : `${t("undecided")}\n\n\n`,
      ],
    ],
  ];
  return (
    <>
      <SheetHead title={t("returnSheet")} at={asked.at} />
      <FieldTable rows={rows} />
      <Signatures />
    </>
  );
}

/** 结案审批表: what was done, what the worker and the inspection say, and room for the three opinions. */
export function ClosingSheet(): React.JSX.Element {
  const { t } = useTranslation("papers");
  const { order } = usePrintJob();
  return (
    <>
      <SheetHead title={t("closing")} at={order.inspections.at(-1)?.at ?? order.registeredAt} />
      <FieldTable rows={[[[t("subject"), order.classification.title]], ...useOutcomeRows(order)]} />
      <FieldTable
        rows={(["handler", "reviewer", "issuer"] as const).map((who) => [[t(`opinions.${who}`), "\n\n\n\n"] as const])}
      />
      <Signatures />
    </>
  );
}

function useOutcomeRows(order: WorkOrder): readonly FieldRow[] {
  const { t } = useTranslation("papers");
  const { t: printing } = useTranslation("printing");
  const label = useLabel();
  const { language } = useSurroundings();
  const report = order.reports.findLast((one) => !one.supplementary);
  const called = order.callbacks.at(-1);
  const inspected = order.inspections.at(-1);
  const cents = report ? totalRecoveredCents(report) : 0;
  const satisfaction = called ? label("satisfaction", String(called.resultRating)) : "";
  return [
    [
      [t("result"), report ? label("result", report.result) : ""],
      [t("money"), cents > 0 ? formatMoney(cents, language) : printing("none")],
    ],
    [[t("opinion"), report?.opinion ?? order.directAnswer ?? ""]],
    [
      [t("callback"), called ? `${label("solved", called.solved)} ${satisfaction}` : ""],
      [t("inspection"), inspected ? label("inspection-verdict", inspected.verdict) : ""],
    ],
  ];
}
