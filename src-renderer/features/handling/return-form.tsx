import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import { activeAssignment, returnsAsked } from "../../../src-shared/domain/assignment/custody.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { chosen, problemsOf, required, type Checked } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { CodeSelect } from "../../ui/form/form-parts.tsx";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { TextBlock } from "../../ui/form/text-fields.tsx";
import { useStepForm } from "../../ui/form/use-step-form.ts";
import { useOfficeName } from "../../ui/surroundings.tsx";

const schema = Type.Object({ reasonCode: Type.String(), reason: Type.String() });
type Values = Static<typeof schema>;

/** 退单: asked with a reason and confirmed, for the office above decides and time goes on. */
export function ReturnForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/return-order`, schema, { reasonCode: "", reason: "" });
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields({ order, draft, onLeave, onSent }: StepProps & { draft: Draft<Values> }): React.JSX.Element {
  const { t } = useTranslation("handling");
  const desk = useDesk();
  const office = useOfficeName();
  const turn = activeAssignment(order);
  // The first return is judged by whoever passed the order on, the second by the hub.
  const judge = returnsAsked(order) > 0 ? desk.profile.hub : (turn?.from ?? "");
  const form = useStepForm({
    draft,
    check,
    send: async (facts) => {
      if (!turn) return { ok: false, refusal: "assignment-moved" } as const;
      return desk.submit({ type: "return-order", orderId: order.id, payload: { ...facts, assignment: turn.id } });
    },
    onSent,
  });
  const wrong = useFieldWords(form.problems);
  return (
    <StepFormFrame
      title={t("returnTitle")}
      submitLabel={t("returnSubmit")}
      form={form}
      onLeave={onLeave}
      confirm={t("returnConfirm", { office: office(judge) })}
    >
      <CodeSelect
        label={t("returnCode")}
        name="return-reason"
        needed
        value={form.values.reasonCode}
        error={wrong("reasonCode")}
        onChange={(reasonCode) => form.change({ reasonCode })}
      />
      <TextBlock
        label={t("returnReason")}
        needed
        value={form.values.reason}
        error={wrong("reason")}
        onChange={(reason) => form.change({ reason })}
      />
    </StepFormFrame>
  );
}

function check({ reasonCode, reason }: Values): Checked<Values> {
  const problems = problemsOf({ reasonCode: chosen(reasonCode), reason: required(reason, 2000) });
  return problems ? { ok: false, problems } : { ok: true, payload: { reasonCode, reason: tidyText(reason) } };
}
