import { useTranslation } from "react-i18next";

import { useReasoned } from "../../data/use-reasoned.ts";
import { ReasonedForm } from "../../ui/form/reasoned-form.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";

/** 恢复办理: the order goes on where it rested. */
export function ResumeForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("supervision");
  const orderId = props.order.id;
  return (
    <ReasonedForm
      {...props}
      {...useReasoned(orderId, "resume")}
      title={t("resumeTitle")}
      submitLabel={t("resumeSubmit")}
      intent={({ reason }) => ({ type: "resume", orderId, payload: { reason } })}
    />
  );
}
