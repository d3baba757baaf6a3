import { Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { chosen, problemsOf, required, type Checked } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { CodeSelect } from "../../ui/form/form-parts.tsx";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { useStepForm } from "../../ui/form/use-step-form.ts";

const draftSchema = Type.Object({ reasonCode: Type.String(), reason: Type.String() });
type Values = Readonly<Static<typeof draftSchema>>;
const empty: Values = { reasonCode: "", reason: "" };

type Props = StepProps & Readonly<{ as: "refuse-order" | "terminate-order" }>;

const wordsOf = { "refuse-order": "refuse", "terminate-order": "terminate" } as const;
const reasonsOf = { "refuse-order": "refusal-reason", "terminate-order": "termination-reason" } as const;

/** 不予受理 and 终止办理: the hotline office ends an order, with a reason that the worker is told. */
export function EndForm(props: Props): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/${props.as}`, draftSchema, empty);
  return draft === "loading" ? <Face words={t("loading")} /> : <LoadedForm {...props} draft={draft} />;
}

function LoadedForm(props: Props & Readonly<{ draft: Draft<Values> }>): React.JSX.Element {
  const { order, as, draft, onSent, onLeave } = props;
  const { t } = useTranslation("supervision");
  const desk = useDesk();
  const form = useStepForm({
    draft,
    check,
    send: (payload: Values) => desk.submit({ type: as, orderId: order.id, payload }),
    onSent,
  });
  const words = useFieldWords(form.problems);
  return (
    <StepFormFrame
      form={form}
      title={t(`${wordsOf[as]}Title`)}
      submitLabel={t(`${wordsOf[as]}Submit`)}
      confirm={t(`${wordsOf[as]}Confirm`)}
      onLeave={onLeave}
    >
      <CodeSelect
        label={t(`${wordsOf[as]}Code`)}
        name={reasonsOf[as]}
        value={form.values.reasonCode}
        error={words("reasonCode")}
        needed
        onChange={(reasonCode) => form.change({ reasonCode })}
      />
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
  const problems = problemsOf({ reasonCode: chosen(values.reasonCode), reason: required(values.reason, 2000) });
  return problems
    ? { ok: false, problems }
    : { ok: true, payload: { reasonCode: values.reasonCode, reason: tidyText(values.reason) } };
}
