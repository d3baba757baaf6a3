import { CloseButton, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import type { PayloadOf } from "../../../src-shared/actions/action.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { ArticleFinder } from "../../ui/article-finder.tsx";
import { problemsOf, required, type Checked } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { TemplatedText } from "../../ui/form/form-parts.tsx";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { useStepForm } from "../../ui/form/use-step-form.ts";
import { useArticleTitle } from "../../ui/use-articles.ts";
import { useTemplates } from "../../ui/form/use-templates.ts";

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
  const templates = useTemplates(order, "reply");
  const titleOf = useArticleTitle();
  const { article = "" } = form.values;
  return (
    <StepFormFrame
      title={t("answerTitle")}
      submitLabel={t("answerSubmit")}
      form={form}
      onLeave={onLeave}
      hint={t("answerHint")}
    >
      <ArticleFinder
        problem={order.classification.problem}
        onTake={({ id, text }) => form.change({ article: id, answer: joined(form.values.answer, text) })}
      />
      <TemplatedText
        label={t("answer")}
        needed
        rows={8}
        value={form.values.answer}
        error={wrong("answer")}
        templates={templates.list}
        fill={templates.fill}
        onChange={(answer) => form.change({ answer })}
      />
      {article !== "" && (
        <Group gap="xs">
          <Text size="sm">{t("taken", { ns: "knowledge", title: titleOf(article) })}</Text>
          <CloseButton
            size="sm"
            aria-label={t("drop", { ns: "knowledge" })}
            onClick={() => form.change({ article: "" })}
          />
        </Group>
      )}
    </StepFormFrame>
  );
}

/** What was typed stays; an article is put below it, once. */
function joined(typed: string, text: string): string {
  if (typed.includes(text)) return typed;
  return [typed.trim(), text].filter(Boolean).join("\n");
}

function check({ answer, article = "" }: Values): Checked<PayloadOf<"answer-directly">> {
  const problems = problemsOf({ answer: required(answer, 8000) });
  return problems ? { ok: false, problems } : { ok: true, payload: { answer: tidyText(answer), article } };
}
