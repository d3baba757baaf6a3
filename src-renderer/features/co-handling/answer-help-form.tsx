import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import { openHelpOf } from "../../../src-shared/domain/co-handling/helpers.ts";
import { toDueText } from "../../../src-shared/kernel/instant.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { Field, FieldList } from "../../ui/field-list.tsx";
import { problemsOf, required, type Checked } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { TextBlock } from "../../ui/form/text-fields.tsx";
import { useStepForm } from "../../ui/form/use-step-form.ts";
import { useOfficeName } from "../../ui/surroundings.tsx";

const schema = Type.Object({ answer: Type.String() });
type Values = Static<typeof schema>;

/** 协办反馈: what was asked stands above, what was done is written below. */
export function AnswerHelpForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/answer-help`, schema, { answer: "" });
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields({ order, draft, onLeave, onSent }: StepProps & { draft: Draft<Values> }): React.JSX.Element {
  const { t } = useTranslation("coHandling");
  const desk = useDesk();
  const office = useOfficeName();
  const help = openHelpOf(order, desk.actor.office);
  const form = useStepForm({
    draft,
    check,
    send: async ({ answer }) => {
      if (!help) return { ok: false, refusal: "help-over" } as const;
      return desk.submit({ type: "answer-help", orderId: order.id, payload: { help: help.id, answer } });
    },
    onSent,
  });
  const wrong = useFieldWords(form.problems);
  return (
    <StepFormFrame title={t("answerTitle")} submitLabel={t("answerSubmit")} form={form} onLeave={onLeave}>
      {help && (
        <FieldList title={t("asked", { office: office(help.askedBy), name: help.askedByName })}>
          <Field name={t("task")}>
            <p>{help.task}</p>
          </Field>
          {help.answerBy !== null && <Field name={t("answerBy")}>{toDueText(help.answerBy)}</Field>}
        </FieldList>
      )}
      <TextBlock
        label={t("answer")}
        needed
        rows={5}
        value={form.values.answer}
        error={wrong("answer")}
        onChange={(answer) => form.change({ answer })}
      />
    </StepFormFrame>
  );
}

function check({ answer }: Values): Checked<Values> {
  const problems = problemsOf({ answer: required(answer, 8000) });
  return problems ? { ok: false, problems } : { ok: true, payload: { answer: tidyText(answer) } };
}
