import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import { activeAssignment } from "../../../src-shared/domain/assignment/custody.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { problemsOf, required, type Checked } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { TextBlock } from "../../ui/form/text-fields.tsx";
import { useStepForm } from "../../ui/form/use-step-form.ts";
import { LastReport } from "../../ui/last-report.tsx";

const schema = Type.Object({ reason: Type.String() });
type Values = Static<typeof schema>;

/** 退回补充: the report goes back to the office below, with what is missing. */
export function SendBackForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/send-back`, schema, { reason: "" });
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields({ order, draft, onLeave, onSent }: StepProps & { draft: Draft<Values> }): React.JSX.Element {
  const { t } = useTranslation("review");
  const desk = useDesk();
  const form = useStepForm({
    draft,
    check,
    send: async (facts) => {
      const assignment = activeAssignment(order)?.id;
      if (!assignment) return { ok: false, refusal: "assignment-moved" } as const;
      return desk.submit({ type: "send-back", orderId: order.id, payload: { ...facts, assignment } });
    },
    onSent,
  });
  const wrong = useFieldWords(form.problems);
  return (
    <StepFormFrame title={t("sendBackTitle")} submitLabel={t("sendBackSubmit")} form={form} onLeave={onLeave}>
      <LastReport order={order} />
      <TextBlock
        label={t("sendBackReason")}
        needed
        value={form.values.reason}
        error={wrong("reason")}
        onChange={(reason) => form.change({ reason })}
      />
    </StepFormFrame>
  );
}

function check({ reason }: Values): Checked<Values> {
  const problems = problemsOf({ reason: required(reason, 2000) });
  return problems ? { ok: false, problems } : { ok: true, payload: { reason: tidyText(reason) } };
}
