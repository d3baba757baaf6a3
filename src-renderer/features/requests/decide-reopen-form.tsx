import { useTranslation } from "react-i18next";

import { openReopening } from "../../../src-shared/domain/reopening/open-reopening.ts";
import type { StepProps } from "../../ui/form/step-props.ts";
import { useOfficeName } from "../../ui/surroundings.tsx";
import { AskedWords } from "./asked-words.tsx";
import { VerdictForm } from "./verdict-form.tsx";

/** 审批重启: the hub decides whether an order that has ended is taken up again. */
export function DecideReopenForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("requests");
  const office = useOfficeName();
  const { order } = props;
  const asked = openReopening(order);
  const words = {
    title: t("reopen.decideTitle"),
    yes: t("reopen.grant"),
    no: t("reopen.refuse"),
    submit: t("decide"),
    confirmYes: t("reopen.confirm"),
  };
  const top = asked && (
    <AskedWords head={t("reopen.wants", { office: office(asked.office), who: asked.by })} text={asked.reason} />
  );
  return (
    <VerdictForm
      {...props}
      step="decide-reopen"
      words={words}
      top={top}
      intent={({ yes, reason }) =>
        asked
          ? { type: "decide-reopen", orderId: order.id, payload: { request: asked.id, granted: yes, reason } }
          : null
      }
    />
  );
}
