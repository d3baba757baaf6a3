import { useTranslation } from "react-i18next";

import { activeAssignment, findAssignment } from "../../../src-shared/domain/assignment/custody.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { useReasoned } from "../../data/use-reasoned.ts";
import { ReasonedForm } from "../../ui/form/reasoned-form.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { LastReport } from "../../ui/last-report.tsx";
import { useOfficeName } from "../../ui/surroundings.tsx";

/** 审核通过: the report goes one level higher. */
export function ApproveForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("review");
  const { order } = props;
  const assignment = activeAssignment(order)?.id;
  return (
    <ReasonedForm
      {...props}
      {...useReasoned(order.id, "approve-result")}
      title={t("approveTitle")}
      submitLabel={t("approveSubmit")}
      reasonLabel={t("opinion")}
      silent
      hint={useGoesTo(order)}
      top={<LastReport order={order} />}
      intent={({ reason }) =>
        assignment
          ? { type: "approve-result", orderId: order.id, payload: { opinion: reason, assignment } }
          : { refusal: "assignment-moved" }
      }
    />
  );
}

function useGoesTo(order: WorkOrder): string {
  const { t } = useTranslation("review");
  const office = useOfficeName();
  const above = findAssignment(order, activeAssignment(order)?.parent ?? null);
  return above ? t("approveGoes", { office: office(above.office) }) : t("approveGoesHub");
}
