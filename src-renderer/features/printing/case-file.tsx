import { useTranslation } from "react-i18next";

import { chinaDay } from "../../../src-shared/kernel/instant.ts";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { only, type CasePart } from "./case-part.ts";
import { useCaseParts } from "./case-parts.tsx";
import type { FirstPages } from "./first-pages.ts";
import { PaperMark } from "./paper-mark.tsx";
import { usePrintJob } from "./print-context.ts";
import { FieldTable, Part } from "./sheet-frame.tsx";
import { useWorkerName } from "./use-worker-name.ts";

/** 案卷: one file for one order: cover, catalogue, the sheets in the order of the rule book, closing note. */
export function CaseFile({ firstPages }: { firstPages: FirstPages }): React.JSX.Element {
  const parts = useCaseParts();
  return (
    <>
      <Part kind="plain" paper={only("COVER")}>
        <Cover />
      </Part>
      <Part kind="plain" paper={only("CATALOGUE")}>
        <Catalogue parts={parts} firstPages={firstPages} />
      </Part>
      {parts.map((part) => (
        <Part key={part.key} kind="numbered" paper={part.paper} name={part.key}>
          {part.body}
        </Part>
      ))}
      <Part kind="plain" paper={only("NOTES")}>
        <ClosingNote />
      </Part>
    </>
  );
}

function Cover(): React.JSX.Element {
  const { t } = useTranslation("printing");
  const { order } = usePrintJob();
  const { officeById } = useSurroundings();
  const confidential = order.classification.flags.includes("confidential");
  const handling = order.assignments.findLast((turn) => turn.stage !== "returned");
  return (
    <div className="paper-cover">
      <PaperMark />
      {confidential && <div className="paper-secret">{t("confidential")}</div>}
      <p className="paper-organisation">{t("organisation")}</p>
      <h1>{t("cover.title")}</h1>
      <FieldTable
        rows={[
          [[t("cover.caseNumber"), order.number ?? order.provisionalNumber]],
          [[t("cover.subject"), order.classification.title]],
          [[t("cover.worker"), useWorkerName()]],
          [[t("cover.employer"), order.employer.name]],
          [[t("cover.office"), officeById.get(handling?.office ?? order.holder)?.name ?? order.holder]],
          [[t("cover.opened"), chinaDay(order.registeredAt)]],
          [[t("cover.closed"), order.closedAt === null ? "" : chinaDay(order.closedAt)]],
          [[t("cover.retention"), order.retentionYears === null ? "" : t("years", { n: order.retentionYears })]],
        ]}
      />
    </div>
  );
}

function Catalogue({ parts, firstPages }: { parts: readonly CasePart[]; firstPages: FirstPages }): React.JSX.Element {
  const { t } = useTranslation("printing");
  return (
    <>
      <div className="paper-title">
        <PaperMark />
        <h2>{t("catalogue.title")}</h2>
      </div>
      <table>
        <thead>
          <tr>
            <th className="paper-narrow">{t("catalogue.order")}</th>
            <th className="paper-when">{t("catalogue.document")}</th>
            <th className="paper-date">{t("catalogue.responsible")}</th>
            <th>{t("catalogue.subject")}</th>
            <th className="paper-date">{t("catalogue.date")}</th>
            <th className="paper-narrow">{t("catalogue.page")}</th>
            <th className="paper-narrow">{t("catalogue.remark")}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part, at) => (
            <tr key={part.key}>
              <td className="paper-narrow">{at + 1}</td>
              <td>{part.document}</td>
              <td>{part.responsible}</td>
              <td>{part.title}</td>
              <td>{chinaDay(part.at).replaceAll("-", "")}</td>
              <td className="paper-narrow">{firstPages.get(part.key)}</td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function ClosingNote(): React.JSX.Element {
  const { t } = useTranslation("printing");
  return (
    <>
      <div className="paper-title">
        <PaperMark />
        <h2>{t("closing.title")}</h2>
      </div>
      <table>
        <tbody>
          <tr>
            <th scope="row">{t("closing.notes")}</th>
            <td className="paper-blank" />
          </tr>
          <tr>
            <th scope="row">{t("closing.filedBy")}</th>
            <td />
          </tr>
          <tr>
            <th scope="row">{t("closing.checkedBy")}</th>
            <td />
          </tr>
          <tr>
            <th scope="row">{t("closing.filedOn")}</th>
            <td />
          </tr>
        </tbody>
      </table>
    </>
  );
}
