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

const schema = Type.Object({ sign: Type.String(), reason: Type.String() });
type Values = Static<typeof schema>;

/** 标记群体性/重大事件: what makes it one; the first report is due from then on. */
export function FlagIncidentForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/flag-incident`, schema, { sign: "", reason: "" });
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields({ order, draft, onLeave, onSent }: StepProps & { draft: Draft<Values> }): React.JSX.Element {
  const { t } = useTranslation("incident");
  const desk = useDesk();
  const form = useStepForm({
    draft,
    check,
    send: (payload) => desk.submit({ type: "flag-incident", orderId: order.id, payload }),
    onSent,
  });
  const wrong = useFieldWords(form.problems);
  return (
    <StepFormFrame
      title={t("flagTitle")}
      submitLabel={t("flagSubmit")}
      form={form}
      onLeave={onLeave}
      hint={t("flagHint")}
    >
      <CodeSelect
        label={t("sign")}
        name="incident-sign"
        needed
        value={form.values.sign}
        error={wrong("sign")}
        onChange={(sign) => form.change({ sign })}
      />
      <TextBlock
        label={t("situation")}
        needed
        rows={4}
        value={form.values.reason}
        error={wrong("reason")}
        onChange={(reason) => form.change({ reason })}
      />
    </StepFormFrame>
  );
}

function check({ sign, reason }: Values): Checked<Values> {
  const problems = problemsOf({ sign: chosen(sign), reason: required(reason, 2000) });
  return problems ? { ok: false, problems } : { ok: true, payload: { sign, reason: tidyText(reason) } };
}
