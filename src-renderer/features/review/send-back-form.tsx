import { useTranslation } from "react-i18next";

import { activeAssignment } from "../../../src-shared/domain/assignment/custody.ts";
import { useReasoned } from "../../data/use-reasoned.ts";
import { ReasonedForm } from "../../ui/form/reasoned-form.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { LastReport } from "../../ui/last-report.tsx";

/** 退回补充: the report goes back to the office below, with what is missing. */
export function SendBackForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("review");
  const { order } = props;
  const assignment = activeAssignment(order)?.id;
  return (
    <ReasonedForm
      {...props}
      {...useReasoned(order.id, "send-back")}
      title={t("sendBackTitle")}
      submitLabel={t("sendBackSubmit")}
      reasonLabel={t("sendBackReason")}
      top={<LastReport order={order} />}
      intent={({ reason }) =>
        assignment
          ? { type: "send-back", orderId: order.id, payload: { reason, assignment } }
          : { refusal: "assignment-moved" }
      }
    />
  );
}
