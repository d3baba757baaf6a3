import { useTranslation } from "react-i18next";

import type { Help } from "../../../src-shared/domain/co-handling/help.ts";
import type { Extension } from "../../../src-shared/domain/extension/extension.ts";
import type { Incident, IncidentReport } from "../../../src-shared/domain/incident/incident.ts";
import type { Card } from "../../../src-shared/domain/supervision/card.ts";
import { toChinaText, toDueText } from "../../../src-shared/kernel/instant.ts";
import { useCardText } from "../../ui/card-text.ts";
import { useLabel, useOfficeName } from "../../ui/surroundings.tsx";
import { usePrintJob } from "./print-context.ts";
import { datedBy, FieldTable, SheetHead, Signatures, type FieldRow } from "./sheet-frame.tsx";

/** Which order a sheet is about: its title and number. */
function useSubject(): readonly FieldRow[] {
  const { t } = useTranslation("papers");
  const { order } = usePrintJob();
  return [
    [[t("subject"), order.classification.title]],
    [
      [t("orderNumber"), order.number ?? order.provisionalNumber],
      [t("besides.employer"), order.employer.name],
    ],
  ];
}

/** 会办单: what an office is asked to help with, and what it answered. */
export function HelpSheet({ help }: { help: Help }): React.JSX.Element {
  const { t } = useTranslation("papers");
  const { t: tHelp } = useTranslation("coHandling");
  const office = useOfficeName();
  const late = help.late ? t("replyLate") : "";
  const answered =
    help.answeredAt === null ? "" : `${toChinaText(help.answeredAt)} ${help.answeredByName}${late}`.trim();
  const rows: readonly FieldRow[] = [
    ...useSubject(),
    [
      [t("besides.lead"), office(help.askedBy)],
      [tHelp("office"), office(help.office)],
    ],
    [
      [t("besides.asked"), `${toChinaText(help.askedAt)} ${help.askedByName}`],
      [tHelp("answerBy"), help.answerBy === null ? t("besides.noDate") : toDueText(help.answerBy)],
    ],
    [[tHelp("task"), help.task]],
    [[t("besides.answered"), answered === "" ? tHelp(`stage.${help.stage}`) : answered]],
    [[tHelp("answer"), help.answer === "" ? "\n\n\n" : help.answer]],
  ];
  const released: readonly FieldRow[] =
    help.releaseReason === "" ? [] : [[[tHelp("releaseTitle"), help.releaseReason]]];
  return (
    <>
      <SheetHead title={t("besides.help")} at={help.askedAt} />
      <FieldTable rows={[...rows, ...released]} />
      <Signatures />
    </>
  );
}

/** 延期申请: how much more time an office asked for, why, and what was decided. */
export function ExtensionSheet({ extension }: { extension: Extension }): React.JSX.Element {
  const { t } = useTranslation("papers");
  const { t: tRequest } = useTranslation("requests");
  const office = useOfficeName();
  const { decision, lapsedAt } = extension;
  const undecided =
    lapsedAt === null ? `${t("undecided")}\n\n\n` : tRequest("list.lapsed", { at: toChinaText(lapsedAt) });
  const verdict = decision?.granted === true ? tRequest("extension.grant") : tRequest("extension.refuse");
  const rows: readonly FieldRow[] = [
    ...useSubject(),
    [
      [t("besides.askedBy"), `${office(extension.office)} ${extension.askedBy}`],
      [t("returnAt"), toChinaText(extension.askedAt)],
    ],
    [
      [tRequest("extension.days"), String(extension.days)],
      [t("decidedBy"), office(decision?.office ?? extension.judge)],
    ],
    [[t("besides.why"), extension.reason]],
    [[t("decision"), decision ? `${verdict}：${decision.reason}` : undecided]],
    [
      [tRequest("extension.granted"), decision ? String(decision.days) : ""],
      [t("besides.decided"), decision ? `${toChinaText(decision.at)} ${decision.by}` : ""],
    ],
  ];
  return (
    <>
      <SheetHead title={t("besides.extension")} at={extension.askedAt} />
      <FieldTable rows={rows} />
      <Signatures />
    </>
  );
}

/** 事件报告: one report on the board of an incident, as it went up. */
export function IncidentSheet({ incident, report }: { incident: Incident; report: IncidentReport }): React.JSX.Element {
  const { t } = useTranslation("papers");
  const { t: tIncident } = useTranslation("incident");
  const label = useLabel();
  const office = useOfficeName();
  const { order } = usePrintJob();
  const due = report.dueAt === null ? "" : toDueText(report.dueAt);
  const rows: readonly FieldRow[] = [
    ...useSubject(),
    [
      [tIncident("sign"), label("incident-sign", incident.sign)],
      [t("besides.persons"), String(order.worker.persons)],
    ],
    [
      [t("besides.reportedBy"), `${office(report.office)} ${report.by}`],
      [t("besides.reportedAt"), `${toChinaText(report.at)}${report.late ? t("besides.late", { due }) : ""}`],
    ],
    [
      [tIncident("present"), String(report.workersPresent)],
      [t("besides.dueAt"), due],
    ],
    [[tIncident("text"), report.text]],
    [[tIncident("measures"), report.measures]],
  ];
  const over: readonly FieldRow[] =
    report.kind === "final" && incident.conclusion !== "" ? [[[tIncident("closeWords"), incident.conclusion]]] : [];
  return (
    <>
      <SheetHead title={`${tIncident("board")}${label("incident-report", report.kind)}`} at={report.at} />
      <FieldTable rows={[...rows, ...over]} />
      <Signatures />
    </>
  );
}

/** 黄红牌记录: every card of the order with its limit, when it fell and what became of it. */
export function CardSheet({ cards }: { cards: readonly Card[] }): React.JSX.Element {
  const { t } = useTranslation("papers");
  const { t: tCard } = useTranslation("cards");
  const office = useOfficeName();
  const text = useCardText();
  const subject = useSubject();
  return (
    <>
      <SheetHead title={t("besides.cards")} {...datedBy(cards.map((card) => ({ at: card.issuedAt })))} />
      <FieldTable rows={subject} />
      <table>
        <thead>
          <tr>
            <th className="paper-when">{t("besides.columns.card")}</th>
            <th className="paper-date">{t("besides.columns.office")}</th>
            <th className="paper-when">{t("besides.columns.limit")}</th>
            <th className="paper-when">{t("besides.columns.issued")}</th>
            <th>{t("besides.columns.became")}</th>
          </tr>
        </thead>
        <tbody>
          {cards.map((card) => (
            <tr key={card.id}>
              <td>{text.name(card)}</td>
              <td>{office(card.office)}</td>
              <td>{toDueText(card.due)}</td>
              <td>{toChinaText(card.issuedAt)}</td>
              <td>{text.became(card) || tCard(`states.${card.state}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Signatures />
    </>
  );
}
