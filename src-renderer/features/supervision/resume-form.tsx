import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

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

const schema = Type.Object({ reason: Type.String() });
type Values = Static<typeof schema>;

/** 恢复办理: the order goes on where it rested. */
export function ResumeForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/resume`, schema, { reason: "" });
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields({ order, draft, onLeave, onSent }: StepProps & { draft: Draft<Values> }): React.JSX.Element {
  const { t } = useTranslation("supervision");
  const desk = useDesk();
  const form = useStepForm({
    draft,
    check,
    send: (payload) => desk.submit({ type: "resume", orderId: order.id, payload }),
    onSent,
  });
  const wrong = useFieldWords(form.problems);
  return (
    <StepFormFrame title={t("resumeTitle")} submitLabel={t("resumeSubmit")} form={form} onLeave={onLeave}>
      <TextBlock
        label={t("reason")}
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
