import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import type { Intent } from "../../../src-shared/actions/action.ts";
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

type Props = StepProps &
  Readonly<{
    step: Intent["type"];
    title: string;
    submitLabel: string;
    confirm?: string;
    top: ReactNode;
    /** The step that a reason makes; null when the order has moved on meanwhile. */
    intent: (reason: string) => Intent | null;
  }>;

/** A step that says nothing but why. */
export function ReasonForm(props: Props): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/${props.step}`, schema, { reason: "" });
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields(props: Props & { draft: Draft<Values> }): React.JSX.Element {
  const { draft, title, submitLabel, confirm, top, onLeave, onSent } = props;
  const { t } = useTranslation("requests");
  const desk = useDesk();
  const form = useStepForm({
    draft,
    check,
    send: async ({ reason }) => {
      const intent = props.intent(reason);
      return intent ? desk.submit(intent) : ({ ok: false, refusal: "assignment-moved" } as const);
    },
    onSent,
  });
  const wrong = useFieldWords(form.problems);
  return (
    <StepFormFrame title={title} submitLabel={submitLabel} form={form} confirm={confirm ?? null} onLeave={onLeave}>
      {top}
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
