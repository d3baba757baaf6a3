import { useTranslation } from "react-i18next";

import { useReasoned } from "../../data/use-reasoned.ts";
import { ReasonedForm } from "../../ui/form/reasoned-form.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";

/** 办结事件 after a final report, or 撤销标记 of what was none: the hub says why. */
export function EndIncidentForm({
  as,
  ...props
}: StepProps & Readonly<{ as: "close-incident" | "unflag-incident" }>): React.JSX.Element {
  const { t } = useTranslation("incident");
  const kind = as === "close-incident" ? "close" : "unflag";
  const orderId = props.order.id;
  return (
    <ReasonedForm
      {...props}
      {...useReasoned(orderId, as)}
      title={t(`${kind}Title`)}
      submitLabel={t(`${kind}Submit`)}
      reasonLabel={t(`${kind}Words`)}
      rows={4}
      hint={t(`${kind}Hint`)}
      intent={({ reason }) =>
        as === "close-incident"
          ? { type: as, orderId, payload: { conclusion: reason } }
          : { type: as, orderId, payload: { reason } }
      }
    />
  );
}
