import { useTranslation } from "react-i18next";

import type { Help } from "../../../src-shared/domain/co-handling/help.ts";
import { boardEntries } from "../../../src-shared/domain/incident/board-entries.ts";
import type { Incident, IncidentReport } from "../../../src-shared/domain/incident/incident.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { toChinaText, toDueText } from "../../../src-shared/kernel/instant.ts";
import { Face } from "../../ui/face.tsx";
import { Field, FieldList } from "../../ui/field-list.tsx";
import { useLabel, useOfficeName, useSurroundings } from "../../ui/surroundings.tsx";
import styles from "./order.module.css";

/** 协同: the board of each incident with its chain of reports, and who helps with what. */
export function TogetherTab({ order }: { order: WorkOrder }): React.JSX.Element {
  const { t } = useTranslation("coHandling");
  const nothing = order.incidents.length === 0 && order.helps.length === 0;
  if (nothing) return <Face words={t("empty")} />;
  return (
    <div className={styles["tab"]}>
      {order.incidents.toReversed().map((incident) => (
        <Board key={incident.flaggedAt} order={order} incident={incident} />
      ))}
      {order.helps.toReversed().map((help) => (
        <HelpFacts key={help.id} help={help} />
      ))}
    </div>
  );
}

function Board({ order, incident }: { order: WorkOrder; incident: Incident }): React.JSX.Element {
  const { t } = useTranslation("incident");
  const label = useLabel();
  const office = useOfficeName();
  const { now } = useSurroundings();
  const { reportBy } = incident;
  const overdue = reportBy !== null && now > reportBy;
  return (
    <FieldList title={`${t("board")} · ${t(`stage.${incident.stage}`)}`}>
      <Field name={t("sign")}>
        {label("incident-sign", incident.sign)}
        {incident.automatic && t("automatic")}
      </Field>
      <Field name={t("flagged")}>
        {t("flaggedBy", {
          at: toChinaText(incident.flaggedAt),
          office: office(incident.office),
          name: incident.flaggedBy,
        })}
      </Field>
      {incident.reason !== "" && <Field name={t("situation")}>{incident.reason}</Field>}
      {boardEntries(order, incident).map((entry) =>
        entry.kind === "report" ? (
          <Field key={`${entry.at}.${entry.report.office}`} name={label("incident-report", entry.report.kind)}>
            <ReportWords report={entry.report} />
          </Field>
        ) : (
          <Field key={entry.noted.id} name={t("progress")}>
            <p>
              {t("reportedBy", {
                at: toChinaText(entry.at),
                office: office(entry.noted.office),
                name: entry.noted.byName,
              })}
            </p>
            <p>{`${label("note-kind", entry.noted.note.kind)} · ${entry.noted.note.text}`}</p>
          </Field>
        ),
      )}
      {reportBy !== null && (
        <Field name={incident.reports.length === 0 ? t("firstDue") : t("nextDue")}>
          <strong>{overdue ? t("overdue", { at: toDueText(reportBy) }) : toDueText(reportBy)}</strong>
        </Field>
      )}
      {incident.conclusion !== "" && <Field name={t("conclusion")}>{incident.conclusion}</Field>}
    </FieldList>
  );
}

function ReportWords({ report }: { report: IncidentReport }): React.JSX.Element {
  const { t } = useTranslation("incident");
  const { t: ui } = useTranslation("ui");
  const office = useOfficeName();
  const head = t("reportedBy", { at: toChinaText(report.at), office: office(report.office), name: report.by });
  return (
    <>
      <p>
        {head} {report.late && ui("late")}
      </p>
      <p>{report.text}</p>
      <p>{t("presentWords", { n: report.workersPresent })}</p>
      {report.measures !== "" && <p>{t("measuresWords", { text: report.measures })}</p>}
    </>
  );
}

function HelpFacts({ help }: { help: Help }): React.JSX.Element {
  const { t } = useTranslation("coHandling");
  const { t: ui } = useTranslation("ui");
  const office = useOfficeName();
  const { now } = useSurroundings();
  const overdue = help.stage === "open" && help.answerBy !== null && now > help.answerBy;
  return (
    <FieldList title={`${t("helpOf", { office: office(help.office) })} · ${t(`stage.${help.stage}`)}`}>
      <Field name={t("task")}>
        <p>{help.task}</p>
        <p>{t("askedAt", { at: toChinaText(help.askedAt), office: office(help.askedBy), name: help.askedByName })}</p>
      </Field>
      {help.answerBy !== null && (
        <Field name={t("answerBy")}>
          {overdue ? t("overdue", { at: toDueText(help.answerBy) }) : toDueText(help.answerBy)}
        </Field>
      )}
      {help.answeredAt !== null && (
        <Field name={t("answer")}>
          <p>{help.answer}</p>
          <p>
            {toChinaText(help.answeredAt)} {help.answeredByName} {help.late && ui("late")}
          </p>
        </Field>
      )}
      {help.releaseReason !== "" && <Field name={t("releaseTitle")}>{help.releaseReason}</Field>}
    </FieldList>
  );
}
