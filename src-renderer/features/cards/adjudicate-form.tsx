import { useTranslation } from "react-i18next";

import { openDoubts } from "../../../src-shared/domain/supervision/card-rights.ts";
import type { TimeDoubt } from "../../../src-shared/domain/supervision/time-doubt.ts";
import { hourMs, toChinaText, toDueText } from "../../../src-shared/kernel/instant.ts";
import { useReasoned } from "../../data/use-reasoned.ts";
import { Face } from "../../ui/face.tsx";
import { Field, FieldList } from "../../ui/field-list.tsx";
import { ReasonedForm, VerdictChoice } from "../../ui/form/reasoned-form.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { useOfficeName } from "../../ui/surroundings.tsx";

/** 时间认定: whether a step whose evidence cannot tell was made in time. One doubt at a time, the oldest first. */
export function AdjudicateForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("cards");
  const { order } = props;
  const [doubt] = openDoubts(order);
  const reasoned = useReasoned(order.id, `adjudicate-time/${doubt?.action ?? ""}`);
  if (!doubt) return <Face words={t("noDoubt")} />;
  return (
    <ReasonedForm
      {...props}
      {...reasoned}
      title={t("timeTitle")}
      submitLabel={t("timeSubmit")}
      reasonLabel={t("timeReason")}
      rows={2}
      top={<Evidence doubt={doubt} />}
      choose={(field) => (
        <VerdictChoice label={t("finding")} yes={t("findings.in-time")} no={t("findings.late")} {...field} />
      )}
      intent={({ choice, reason }) => ({
        type: "adjudicate-time",
        orderId: order.id,
        payload: { action: doubt.action, inTime: choice === "yes", reason },
      })}
    />
  );
}

function Evidence({ doubt }: { doubt: TimeDoubt }): React.JSX.Element {
  const { t } = useTranslation("cards");
  const office = useOfficeName();
  const { clock, due, deviceAt, effectiveAt, receivedAt, lastContactAt, grade } = doubt;
  const hours = lastContactAt === null ? null : Math.round((receivedAt - lastContactAt) / hourMs);
  return (
    <FieldList title={t("evidence", { office: office(doubt.office), by: doubt.byName, clock: t(`clocks.${clock}`) })}>
      <Field name={t("due")}>{toDueText(due)}</Field>
      <Field name={t("deviceAt")}>{toChinaText(deviceAt)}</Field>
      <Field name={t("effectiveAt")}>{toChinaText(effectiveAt)}</Field>
      <Field name={t("receivedAt")}>{toChinaText(receivedAt)}</Field>
      <Field name={t("offline")}>
        {hours === null || lastContactAt === null
          ? t("offlineUnknown")
          : t("offlineFor", { since: toChinaText(lastContactAt), hours })}
      </Field>
      <Field name={t("grade")}>{t(`grades.${grade}`)}</Field>
    </FieldList>
  );
}
