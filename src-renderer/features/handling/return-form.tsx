import { useTranslation } from "react-i18next";

import { lapsedOffer } from "../../../src-shared/actions/lapsed-offer.ts";
import type { Assignment } from "../../../src-shared/domain/assignment/assignment.ts";
import { activeAssignment, returnsAsked } from "../../../src-shared/domain/assignment/custody.ts";
import { returnBy } from "../../../src-shared/domain/assignment/return-order.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { toDueText } from "../../../src-shared/kernel/instant.ts";
import { useDesk, useReference } from "../../data/use-desk.ts";
import { useReasoned } from "../../data/use-reasoned.ts";
import { TroubleNote } from "../../ui/face.tsx";
import { CodeSelect } from "../../ui/form/form-parts.tsx";
import { LimitNote } from "../../ui/form/limit-note.tsx";
import { ReasonedForm } from "../../ui/form/reasoned-form.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { useProblemWords } from "../../ui/problem-words.ts";
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
      top={turn && <ReturnLimit order={order} turn={turn} />}
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

/** Until when the order may be returned, and why that day; or that it is too late. */
function ReturnLimit({ order, turn }: { order: WorkOrder; turn: Assignment }): React.JSX.Element {
  const { t } = useTranslation("handling");
  const { policy } = useReference();
  const { calendar, now } = useSurroundings();
  const words = useProblemWords();
  const lapsed = lapsedOffer(order, "return-order", { at: now, calendar, policy });
  if (lapsed !== null) return <TroubleNote>{words(lapsed)}</TroubleNote>;
  const due = returnBy(turn, { calendar, policy });
  const sentence = t("returnBy", { at: toDueText(due) });
  return <LimitNote words={sentence} start={turn.dispatchedAt} limit={policy.return.within} due={due} />;
}
