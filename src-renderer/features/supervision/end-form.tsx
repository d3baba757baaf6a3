import { useTranslation } from "react-i18next";

import { useReasoned } from "../../data/use-reasoned.ts";
import { CodeSelect } from "../../ui/form/form-parts.tsx";
import { ReasonedForm } from "../../ui/form/reasoned-form.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";

/** 不予受理 before anybody handled it, 终止办理 after: the reason is mandatory and the step is confirmed. */
export function EndForm({
  as,
  ...props
}: StepProps & Readonly<{ as: "refuse-order" | "terminate-order" }>): React.JSX.Element {
  const { t } = useTranslation("supervision");
  const kind = as === "refuse-order" ? "refuse" : "terminate";
  const name = kind === "refuse" ? "refusal-reason" : "termination-reason";
  const orderId = props.order.id;
  return (
    <ReasonedForm
      {...props}
      {...useReasoned(orderId, as)}
      title={t(`${kind}Title`)}
      submitLabel={t(`${kind}Submit`)}
      confirm={t(`${kind}Confirm`)}
      choose={(field) => <CodeSelect label={t(`${kind}Code`)} name={name} needed {...field} />}
      intent={({ choice, reason }) => ({ type: as, orderId, payload: { reasonCode: choice, reason } })}
    />
  );
}
