import { useTranslation } from "react-i18next";

import { activeAssignment, returnsAsked } from "../../../src-shared/domain/assignment/custody.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useReasoned } from "../../data/use-reasoned.ts";
import { CodeSelect } from "../../ui/form/form-parts.tsx";
import { ReasonedForm } from "../../ui/form/reasoned-form.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { useOfficeName } from "../../ui/surroundings.tsx";

/** 退单: asked with a reason and confirmed, for the office above decides and time goes on. */
export function ReturnForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("handling");
  const { order } = props;
  const { hub } = useDesk().profile;
  const office = useOfficeName();
  const turn = activeAssignment(order);
  // The first return is judged by whoever passed the order on, the second by the hub.
  const judge = returnsAsked(order) > 0 ? hub : (turn?.from ?? "");
  return (
    <ReasonedForm
      {...props}
      {...useReasoned(order.id, "return-order")}
      title={t("returnTitle")}
      submitLabel={t("returnSubmit")}
      reasonLabel={t("returnReason")}
      confirm={t("returnConfirm", { office: office(judge) })}
      choose={(field) => <CodeSelect label={t("returnCode")} name="return-reason" needed {...field} />}
      intent={({ choice, reason }) =>
        turn
          ? { type: "return-order", orderId: order.id, payload: { reasonCode: choice, reason, assignment: turn.id } }
          : { refusal: "assignment-moved" }
      }
    />
  );
}
