import { useTranslation } from "react-i18next";

import { activeAssignment } from "../../../src-shared/domain/assignment/custody.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { useReasoned } from "../../data/use-reasoned.ts";
import { ReasonedForm, VerdictChoice } from "../../ui/form/reasoned-form.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { useLabel, useOfficeName } from "../../ui/surroundings.tsx";

/** 审核退单: the office above decides whether the order leaves the office that asks to return it. */
export function DecideReturnForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("review");
  const { order } = props;
  const assignment = activeAssignment(order)?.id;
  return (
    <ReasonedForm
      {...props}
      {...useReasoned(order.id, "decide-return")}
      title={t("decideTitle")}
      submitLabel={t("decideSubmit")}
      reasonLabel={t("decideReason")}
      confirm={(verdict) => (verdict === "no" ? t("decideConfirm") : null)}
      hint={t("decideHint")}
      top={<Asked order={order} />}
      choose={(field) => <VerdictChoice label={t("verdict")} yes={t("approve")} no={t("refuse")} {...field} />}
      intent={({ choice, reason }) =>
        assignment
          ? { type: "decide-return", orderId: order.id, payload: { approved: choice === "yes", reason, assignment } }
          : { refusal: "assignment-moved" }
      }
    />
  );
}

function Asked({ order }: { order: WorkOrder }): React.JSX.Element | null {
  const { t } = useTranslation("review");
  const label = useLabel();
  const office = useOfficeName();
  const asked = order.timeline.findLast((event) => event.type === "return-asked");
  if (!asked) return null;
  const reason = label("return-reason", asked.reasonCode);
  return (
    <div>
      <strong>{t("asked", { office: office(asked.office), reason })}</strong>
      <div>{asked.reason}</div>
    </div>
  );
}
