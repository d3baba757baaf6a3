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
import { TextBlock } from "../../ui/form/text-fields.tsx";
import { useStepForm } from "../../ui/form/use-step-form.ts";

const schema = Type.Object({ reasonCode: Type.String(), reason: Type.String() });
type Values = Static<typeof schema>;
type Props = StepProps & Readonly<{ as: "refuse-order" | "terminate-order" }>;

/** 不予受理 before anybody handled it, 终止办理 after: the reason is mandatory and the step is confirmed. */
export function EndForm(props: Props): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/${props.as}`, schema, { reasonCode: "", reason: "" });
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields({ order, as, draft, onLeave, onSent }: Props & { draft: Draft<Values> }): React.JSX.Element {
  const { t } = useTranslation("supervision");
  const desk = useDesk();
  const form = useStepForm({
    draft,
    check,
    send: (payload) => desk.submit({ type: as, orderId: order.id, payload }),
    onSent,
  });
  const wrong = useFieldWords(form.problems);
  const kind = as === "refuse-order" ? "refuse" : "terminate";
  return (
    <StepFormFrame
      title={t(`${kind}Title`)}
      submitLabel={t(`${kind}Submit`)}
      form={form}
      onLeave={onLeave}
      confirm={t(`${kind}Confirm`)}
    >
      <CodeSelect
        label={t(`${kind}Code`)}
        name={kind === "refuse" ? "refusal-reason" : "termination-reason"}
        needed
        value={form.values.reasonCode}
        error={wrong("reasonCode")}
        onChange={(reasonCode) => form.change({ reasonCode })}
      />
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

function check({ reasonCode, reason }: Values): Checked<Values> {
  const problems = problemsOf({ reasonCode: chosen(reasonCode), reason: required(reason, 2000) });
  return problems ? { ok: false, problems } : { ok: true, payload: { reasonCode, reason: tidyText(reason) } };
}
