import { useTranslation } from "react-i18next";

import { activeAssignment } from "../../../src-shared/domain/assignment/custody.ts";
import { useReasoned } from "../../data/use-reasoned.ts";
import { ReasonedForm } from "../../ui/form/reasoned-form.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { useOfficeName } from "../../ui/surroundings.tsx";

/** 召回: an order that nobody has accepted comes back to who gave it. */
export function RecallForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("requests");
  const name = useOfficeName();
  const { order } = props;
  const turn = activeAssignment(order);
  const office = name(turn?.office ?? order.holder);
  return (
    <ReasonedForm
      {...props}
      {...useReasoned(order.id, "recall")}
      title={t("recall.title")}
      submitLabel={t("recall.submit")}
      confirm={t("recall.confirm", { office })}
      top={<div>{t("recall.text", { office })}</div>}
      intent={({ reason }) =>
        turn
          ? { type: "recall", orderId: order.id, payload: { assignment: turn.id, reason } }
          : { refusal: "assignment-moved" }
      }
    />
  );
}
