import { useTranslation } from "react-i18next";

import type { CallbackAttempt } from "../../../src-shared/domain/callback/callback.ts";
import { objectionTo } from "../../../src-shared/domain/objection/objectionable.ts";
import { inspectionPoints, type Inspection } from "../../../src-shared/domain/inspection/inspection.ts";
import { amountKinds, totalRecoveredCents, type Report } from "../../../src-shared/domain/work-order/report.ts";
import { officeId, type ActionId } from "../../../src-shared/kernel/ids.ts";
import { toChinaText } from "../../../src-shared/kernel/instant.ts";
import { formatMoney } from "../../ui/format.ts";
import { useRulingWords } from "../../ui/request-rows.ts";
import { useLabel, useOfficeName, useSurroundings } from "../../ui/surroundings.tsx";
import { usePrintJob } from "./print-context.ts";
import { datedBy, FieldTable, SheetHead, Signatures, SubjectTable, type FieldRow } from "./sheet-frame.tsx";

/** 办结反馈单: one report of a handling office. */
export function FeedbackSheet({ report }: { report: Report }): React.JSX.Element {
  const { t } = useTranslation("printing");
  const { t: tForm } = useTranslation("handling");
  const { language } = useSurroundings();
  const label = useLabel();
  const office = useOfficeName();
  const amounts = amountKinds
    .filter((kind) => report.recoveredCents[kind] > 0)
    .map((kind) => `${tForm(`amount.${kind}`)} ${formatMoney(report.recoveredCents[kind], language)}`);
  const total = tForm("total", { amount: formatMoney(totalRecoveredCents(report), language) });
  const promise = report.promised ? `${tForm("promised")} ${report.promisedBy}` : "";
  const rows: readonly FieldRow[] = [
    [
      [t("handler"), office(officeId(report.office))],
      [t("timeline.at"), toChinaText(report.at)],
    ],
    [[tForm("result"), `${label("result", report.result)}${report.supplementary ? `（${t("supplementary")}）` : ""}`]],
    [[tForm("opinion"), report.opinion]],
    [[tForm("amounts"), [...amounts, amounts.length > 0 ? total : t("none"), promise].filter(Boolean).join("\n")]],
    [[tForm("workers"), String(report.workersBenefited)]],
    [[tForm("legalBasis"), report.legalBasis]],
    [[tForm("reply"), report.replyToWorker]],
  ];
  return (
    <>
      <SheetHead title={`${t("parts.feedback")} ${t("round", { n: report.round })}`} at={report.at} />
      <SubjectTable />
      <FieldTable rows={rows} />
      <Signatures />
    </>
  );
}

/** 回访单: every attempt, oldest first, call and matter rated apart. */
export function CallbackSheet({ attempts }: { attempts: readonly CallbackAttempt[] }): React.JSX.Element {
  const { t } = useTranslation("printing");
  const { t: tForm } = useTranslation("callback");
  const label = useLabel();
  const objectionRows = useObjectionRows();
  const rowsOf = (one: CallbackAttempt): readonly FieldRow[] => [
    [[`${t("round", { n: one.round })} ${tForm("attempt", { n: one.attempt })}`, `${toChinaText(one.at)} ${one.by}`]],
    [
      [tForm("reached"), tForm(one.reached ? "reachedYes" : "reachedNo")],
      [tForm("person"), one.person],
    ],
    [[tForm("solved"), label("solved", one.solved)]],
    [
      [tForm("result"), label("satisfaction", String(one.resultRating))],
      [tForm("attitude"), label("satisfaction", String(one.attitudeRating))],
    ],
    [[tForm("words"), one.words]],
    ...(one.ruling === "unreasonable" ? [[[tForm("rulingReason"), one.rulingReason] as const]] : []),
    ...objectionRows(one),
  ];
  return (
    <>
      <SheetHead title={t("parts.callback")} {...datedBy(attempts)} />
      <SubjectTable />
      {attempts.map((one) => (
        <FieldTable key={`${one.round}.${one.attempt}`} rows={rowsOf(one)} />
      ))}
      <Signatures />
    </>
  );
}

/** Statement and ruling stand under what they are about. */
function useObjectionRows(): (one: Readonly<{ id: ActionId; struckOut: boolean }>) => readonly FieldRow[] {
  const { t } = useTranslation("requests");
  const { t: told } = useTranslation("timeline");
  const office = useOfficeName();
  const ruling = useRulingWords();
  const { order } = usePrintJob();
  return ({ id, struckOut }) => {
    const objection = objectionTo(order, id);
    if (!objection) return [];
    const head = `${office(objection.office)} ${objection.by} ${toChinaText(objection.at)}`;
    return [
      [[t("objection.statement"), `${head}\n${objection.statement}`]],
      [[t("list.outcome"), [struckOut ? told("struckOut") : "", ruling(objection)].filter(Boolean).join(" ")]],
    ];
  };
}

/** 质检单: every point of the check list with its verdict. */
export function InspectionSheet({ inspections }: { inspections: readonly Inspection[] }): React.JSX.Element {
  const { t } = useTranslation("printing");
  const { t: tForm } = useTranslation("inspection");
  const label = useLabel();
  const objectionRows = useObjectionRows();
  const rowsOf = (one: Inspection): readonly FieldRow[] => [
    [[t("round", { n: one.round }), `${toChinaText(one.at)} ${one.by}`]],
    [[tForm("points"), inspectionPoints.map((point) => mark(one, point, label("inspection-point", point))).join("\n")]],
    [[tForm("verdict"), label("inspection-verdict", one.verdict)]],
    [[tForm("remarks"), one.remarks]],
    ...objectionRows(one),
  ];
  return (
    <>
      <SheetHead title={t("parts.inspection")} {...datedBy(inspections)} />
      <SubjectTable />
      {inspections.map((one) => (
        <FieldTable key={one.at} rows={rowsOf(one)} />
      ))}
      <Signatures />
    </>
  );
}

function mark(inspection: Inspection, point: (typeof inspectionPoints)[number], words: string): string {
  return `${inspection.passed.includes(point) ? "☑" : "☐"} ${words}`;
}
