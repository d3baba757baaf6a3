import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import type { PayloadOf } from "../../../src-shared/actions/action.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { problemsOf, required, type Checked } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { useStepForm } from "../../ui/form/use-step-form.ts";
import { AnswerFields } from "./answer-fields.tsx";

const schema = Type.Object({ answer: Type.String(), article: Type.Optional(Type.String()) });
type Values = Static<typeof schema>;

/** 直接答复: answered at once, settled online. */
export function AnswerForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/answer-directly`, schema, { answer: "" });
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields({ order, draft, onLeave, onSent }: StepProps & { draft: Draft<Values> }): React.JSX.Element {
  const { t } = useTranslation("intake");
  const desk = useDesk();
  const form = useStepForm({
    draft,
    check,
    send: (payload) => desk.submit({ type: "answer-directly", orderId: order.id, payload }),
    onSent,
  });
  const wrong = useFieldWords(form.problems);
  const { answer, article = "" } = form.values;
  return (
    <StepFormFrame
      title={t("answerTitle")}
      submitLabel={t("answerSubmit")}
      form={form}
      onLeave={onLeave}
      hint={t("answerHint")}
    >
      <AnswerFields
        problem={order.classification.problem}
        facts={order}
        values={{ answer, article }}
        error={wrong("answer")}
        onChange={form.change}
      />
    </StepFormFrame>
  );
}

function check({ answer, article = "" }: Values): Checked<PayloadOf<"answer-directly">> {
  const problems = problemsOf({ answer: required(answer, 8000) });
  return problems ? { ok: false, problems } : { ok: true, payload: { answer: tidyText(answer), article } };
}
