import { useTranslation } from "react-i18next";

import { useReasoned } from "../../data/use-reasoned.ts";
import { CodeSelect } from "../../ui/form/form-parts.tsx";
import { ReasonedForm } from "../../ui/form/reasoned-form.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";

/** 标记群体性/重大事件: what makes it one; the first report is due from then on. */
export function FlagIncidentForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("incident");
  const orderId = props.order.id;
  return (
    <ReasonedForm
      {...props}
      {...useReasoned(orderId, "flag-incident")}
      title={t("flagTitle")}
      submitLabel={t("flagSubmit")}
      reasonLabel={t("situation")}
      rows={4}
      hint={t("flagHint")}
      choose={(field) => <CodeSelect label={t("sign")} name="incident-sign" needed {...field} />}
      intent={({ choice, reason }) => ({ type: "flag-incident", orderId, payload: { sign: choice, reason } })}
    />
  );
}
