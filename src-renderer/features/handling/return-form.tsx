import { useTranslation } from "react-i18next";

import { deadline } from "../../../src-shared/calendar/add-working-time.ts";
import type { Assignment } from "../../../src-shared/domain/assignment/assignment.ts";
import { activeAssignment, returnsAsked } from "../../../src-shared/domain/assignment/custody.ts";
import { toDueText } from "../../../src-shared/kernel/instant.ts";
import { useDesk, useReference } from "../../data/use-desk.ts";
import { useReasoned } from "../../data/use-reasoned.ts";
import { TroubleNote } from "../../ui/face.tsx";
import { CodeSelect } from "../../ui/form/form-parts.tsx";
import { LimitNote } from "../../ui/form/limit-note.tsx";
import { ReasonedForm } from "../../ui/form/reasoned-form.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { useOfficeName, useSurroundings } from "../../ui/surroundings.tsx";

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
      top={turn && <ReturnLimit turn={turn} />}
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

/** Until when the order may be returned, and why that day; or that it is too late, and what to do instead. */
function ReturnLimit({ turn }: { turn: Assignment }): React.JSX.Element {
  const { t } = useTranslation("handling");
  const { policy } = useReference();
  const { calendar, now } = useSurroundings();
  const { within } = policy.return;
  const due = deadline(calendar, turn.dispatchedAt, within);
  const at = toDueText(due);
  if (now > due) return <TroubleNote>{t("returnTooLate", { at })}</TroubleNote>;
  return <LimitNote words={t("returnBy", { at })} start={turn.dispatchedAt} limit={within} due={due} />;
}
