import { Textarea } from "@mantine/core";
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
import { useStepForm } from "../../ui/form/use-step-form.ts";

const draftSchema = Type.Object({ reason: Type.String() });
type Values = Readonly<Static<typeof draftSchema>>;
const empty: Values = { reason: "" };

/** 恢复办理: a suspended order goes on where it rested. */
export function ResumeForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/resume`, draftSchema, empty);
  return draft === "loading" ? <Face words={t("loading")} /> : <LoadedForm {...props} draft={draft} />;
}

function LoadedForm({
  order,
  draft,
  onSent,
  onLeave,
}: StepProps & Readonly<{ draft: Draft<Values> }>): React.JSX.Element {
  const { t } = useTranslation("supervision");
  const desk = useDesk();
  const form = useStepForm({
    draft,
    check,
    send: (payload: Values) => desk.submit({ type: "resume", orderId: order.id, payload }),
    onSent,
  });
  const words = useFieldWords(form.problems);
  return (
    <StepFormFrame form={form} title={t("resumeTitle")} submitLabel={t("resumeSubmit")} onLeave={onLeave}>
      <Textarea
        label={t("reason")}
        value={form.values.reason}
        error={words("reason")}
        withAsterisk
        autosize
        minRows={3}
        maxRows={12}
        onChange={(event) => form.change({ reason: event.currentTarget.value })}
      />
    </StepFormFrame>
  );
}

function check(values: Values): Checked<Values> {
  const problems = problemsOf({ reason: required(values.reason, 2000) });
  return problems ? { ok: false, problems } : { ok: true, payload: { reason: tidyText(values.reason) } };
}
