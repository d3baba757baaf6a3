import { useTranslation } from "react-i18next";

import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { totalRecoveredCents } from "../../src-shared/domain/work-order/report.ts";
import { formatMoney } from "./format.ts";
import { Field, FieldList } from "./field-list.tsx";
import { useLabel, useOfficeName, useSurroundings } from "./surroundings.tsx";

/** The report that a step judges or asks about, so that one need not look for it; nothing before the first. */
export function LastReport({ order }: { order: WorkOrder }): React.JSX.Element | null {
  const { t } = useTranslation("review");
  const { t: handling } = useTranslation("handling");
  const label = useLabel();
  const office = useOfficeName();
  const { language } = useSurroundings();
  const report = order.reports.at(-1);
  if (!report) return null;
  const cents = totalRecoveredCents(report);
  return (
    <FieldList title={`${t("lastReport")} · ${office(report.office)} ${report.by}`}>
      <Field name={handling("result")}>{label("result", report.result)}</Field>
      {cents > 0 && <Field name={handling("amounts")}>{formatMoney(cents, language)}</Field>}
      <Field name={handling("opinion")}>
        <p>{report.opinion}</p>
      </Field>
      {report.legalBasis !== "" && (
        <Field name={handling("legalBasis")}>
          <p>{report.legalBasis}</p>
        </Field>
      )}
      {report.replyToWorker !== "" && (
        <Field name={handling("reply")}>
          <p>{report.replyToWorker}</p>
        </Field>
      )}
    </FieldList>
  );
}
