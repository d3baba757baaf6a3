import { useTranslation } from "react-i18next";

import { turnInHand } from "../../../src-shared/domain/assignment/custody.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useReasoned } from "../../data/use-reasoned.ts";
import { ReasonedForm } from "../../ui/form/reasoned-form.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { ColleagueSelect, useSuccessors } from "./colleague-select.tsx";

/** 回避: the person in charge must not judge this matter; a colleague takes over, or the office above. */
export function RecuseForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("requests");
  const { order } = props;
  const { profile } = useDesk();
  const turn = turnInHand(order, profile.office);
  const people = useSuccessors(order, profile.userId);
  // Only while the office handles the order itself can it go back to the office above.
  const nobody = order.state === "handling" && turn?.stage === "handling" ? { nobody: t("handler.nobody") } : {};
  return (
    <ReasonedForm
      {...props}
      {...useReasoned(order.id, "recuse")}
      title={t("handler.recuseTitle")}
      submitLabel={t("handler.recuseSubmit")}
      confirm={t("handler.recuseConfirm")}
      top={<div>{t("handler.recuseText")}</div>}
      choose={(field) => (
        <ColleagueSelect label={t("handler.colleagueOrNone")} people={people} {...nobody} {...field} />
      )}
      intent={({ choice, reason }) => {
        if (!turn) return { refusal: "assignment-moved" };
        const to = people.find((one) => String(one.id) === choice)?.id;
        if (choice !== "nobody" && to === undefined) return { refusal: "not-a-colleague" };
        const payload = { assignment: turn.id, reason, ...(to === undefined ? {} : { to }) };
        return { type: "recuse", orderId: order.id, payload };
      }}
    />
  );
}
