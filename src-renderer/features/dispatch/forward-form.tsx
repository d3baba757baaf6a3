import { useTranslation } from "react-i18next";

import { activeAssignment } from "../../../src-shared/domain/assignment/custody.ts";
import { assignmentId } from "../../../src-shared/kernel/ids.ts";
import { toDueText } from "../../../src-shared/kernel/instant.ts";
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

/** 下派: one's turn goes on to an office below; the completion limit stays. */
export function ForwardForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/forward`, dispatchValues, emptyDispatch);
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields({ order, draft, onLeave, onSent }: StepProps & { draft: Draft<DispatchValues> }): React.JSX.Element {
  const { t } = useTranslation("dispatch");
  const desk = useDesk();
  const turn = activeAssignment(order);
  const form = useStepForm({
    draft,
    check: checkDispatch,
    send: async (destination) => {
      if (!turn) return { ok: false, refusal: "assignment-moved" } as const;
      const payload = { ...destination, from: turn.id, assignment: assignmentId(desk.newId()) };
      return desk.submit({ type: "forward", orderId: order.id, payload });
    },
    onSent,
  });
  const wrong = useFieldWords(form.problems);
  const templates = useTemplates(order, "dispatch");
  const hint = turn ? t("keeps", { complete: toDueText(turn.completeBy) }) : undefined;
  return (
    <StepFormFrame title={t("forwardTitle")} submitLabel={t("forwardSubmit")} form={form} onLeave={onLeave} hint={hint}>
      <TargetField
        order={order}
        withOwn={false}
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
