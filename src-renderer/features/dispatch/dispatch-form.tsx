import { useTranslation } from "react-i18next";

import { assignmentId } from "../../../src-shared/kernel/ids.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { TemplatedText } from "../../ui/form/form-parts.tsx";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { useStepForm } from "../../ui/form/use-step-form.ts";
import { useTemplates } from "../../ui/form/use-templates.ts";
import { checkDispatch, dispatchValues, emptyDispatch, type DispatchValues } from "./dispatch-values.ts";
import { TargetField } from "./target-field.tsx";
import { useLimitsWords } from "./use-limits-words.ts";

/** 派单: to an office below, or to one's own; the clocks start with it. */
export function DispatchForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/dispatch`, dispatchValues, emptyDispatch);
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields({ order, draft, onLeave, onSent }: StepProps & { draft: Draft<DispatchValues> }): React.JSX.Element {
  const { t } = useTranslation("dispatch");
  const desk = useDesk();
  const form = useStepForm({
    draft,
    check: checkDispatch,
    send: (destination) => {
      const payload = { ...destination, assignment: assignmentId(desk.newId()) };
      return desk.submit({ type: "dispatch", orderId: order.id, payload });
    },
    onSent,
  });
  const wrong = useFieldWords(form.problems);
  const templates = useTemplates(order, "dispatch");
  const hint = useLimitsWords()(order.classification);
  return (
    <StepFormFrame title={t("title")} submitLabel={t("submit")} form={form} onLeave={onLeave} hint={hint}>
      <TargetField
        order={order}
        withOwn
        value={form.values.to}
        error={wrong("to")}
        onChange={(to) => form.change({ to })}
      />
      <TemplatedText
        label={t("instruction")}
        value={form.values.instruction}
        error={wrong("instruction")}
        templates={templates.list}
        fill={templates.fill}
        onChange={(instruction) => form.change({ instruction })}
      />
    </StepFormFrame>
  );
}
