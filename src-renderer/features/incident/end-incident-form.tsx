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

const schema = Type.Object({ words: Type.String() });
type Values = Static<typeof schema>;
type Props = StepProps & Readonly<{ as: "close-incident" | "unflag-incident" }>;

/** 办结事件 after a final report, or 撤销标记 of what was none: the hub says why. */
export function EndIncidentForm(props: Props): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/${props.as}`, schema, { words: "" });
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields({ order, as, draft, onLeave, onSent }: Props & { draft: Draft<Values> }): React.JSX.Element {
  const { t } = useTranslation("incident");
  const desk = useDesk();
  const kind = as === "close-incident" ? "close" : "unflag";
  const form = useStepForm({
    draft,
    check,
    send: ({ words }) =>
      as === "close-incident"
        ? desk.submit({ type: as, orderId: order.id, payload: { conclusion: words } })
        : desk.submit({ type: as, orderId: order.id, payload: { reason: words } }),
    onSent,
  });
  const wrong = useFieldWords(form.problems);
  return (
    <StepFormFrame
      title={t(`${kind}Title`)}
      submitLabel={t(`${kind}Submit`)}
      form={form}
      onLeave={onLeave}
      hint={t(`${kind}Hint`)}
    >
      <TextBlock
        label={t(`${kind}Words`)}
        needed
        rows={4}
        value={form.values.words}
        error={wrong("words")}
        onChange={(words) => form.change({ words })}
      />
    </StepFormFrame>
  );
}

function check({ words }: Values): Checked<Values> {
  const problems = problemsOf({ words: required(words, 2000) });
  return problems ? { ok: false, problems } : { ok: true, payload: { words: tidyText(words) } };
}
