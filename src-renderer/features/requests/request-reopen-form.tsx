import { useTranslation } from "react-i18next";

import { useDesk } from "../../data/use-desk.ts";
import { useReasoned } from "../../data/use-reasoned.ts";
import { ReasonedForm } from "../../ui/form/reasoned-form.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { useOfficeName } from "../../ui/surroundings.tsx";

/** 申请重启: an order that has ended is to be taken up again; the hub decides. */
export function RequestReopenForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("requests");
  const name = useOfficeName();
  const { hub } = useDesk().profile;
  const { order } = props;
  return (
    <ReasonedForm
      {...props}
      {...useReasoned(order.id, "request-reopen")}
      title={t("reopen.title")}
      submitLabel={t("reopen.submit")}
      top={<div>{t("reopen.text", { office: name(hub) })}</div>}
      intent={({ reason }) => ({ type: "request-reopen", orderId: order.id, payload: { reason } })}
    />
  );
}
