import { useTranslation } from "react-i18next";

import { openDoubts } from "../../../src-shared/domain/supervision/card-rights.ts";
import { useReasoned } from "../../data/use-reasoned.ts";
import { Face } from "../../ui/face.tsx";
import { ReasonedForm, VerdictChoice } from "../../ui/form/reasoned-form.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { TimeEvidence } from "./time-evidence.tsx";

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
      top={<TimeEvidence order={order} doubt={doubt} />}
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
