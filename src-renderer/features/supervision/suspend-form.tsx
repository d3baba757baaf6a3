import { Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import { deadline } from "../../../src-shared/calendar/add-working-time.ts";
import { chinaDay, endOfDay, isDay } from "../../../src-shared/kernel/instant.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { chosen, problemsOf, required, type Checked, type FieldProblem } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { CodeSelect, FormRow } from "../../ui/form/form-parts.tsx";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { useStepForm } from "../../ui/form/use-step-form.ts";

const draftSchema = Type.Object({ reasonCode: Type.String(), reason: Type.String(), reviewOn: Type.String() });
type Values = Readonly<Static<typeof draftSchema>>;
const empty: Values = { reasonCode: "", reason: "", reviewOn: "" };
type Payload = Readonly<{ reasonCode: string; reason: string; reviewBy: number }>;

/** 挂起: the hotline office lets an order rest, with a reason and the day on which it looks again. */
export function SuspendForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/suspend`, draftSchema, empty);
  return draft === "loading" ? <Face words={t("loading")} /> : <LoadedForm {...props} draft={draft} />;
}

function LoadedForm({
  order,
  draft,
  onSent,
  onLeave,
}: StepProps & Readonly<{ draft: Draft<Values> }>): React.JSX.Element {
  const { t } = useTranslation("supervision");
  const desk = useDesk();
  const { calendar, policy } = desk.rules;
  const now = desk.now();
  // The last day whose end still lies within the limit.
  const span = { today: chinaDay(now), last: chinaDay(deadline(calendar, now, policy.suspension.reviewWithin) - 1) };
  const form = useStepForm({
    draft,
    check: (values: Values) => check(values, span),
    send: (payload: Payload) => desk.submit({ type: "suspend", orderId: order.id, payload }),
    onSent,
  });
  const { values, change, problems } = form;
  const words = useFieldWords(problems);
  return (
    <StepFormFrame form={form} title={t("suspendTitle")} submitLabel={t("suspendSubmit")} onLeave={onLeave}>
      <FormRow>
        <CodeSelect
          label={t("suspendCode")}
          name="suspension-reason"
          value={values.reasonCode}
          error={words("reasonCode")}
          needed
          onChange={(reasonCode) => change({ reasonCode })}
        />
        <TextInput
          type="date"
          label={t("reviewBy")}
          description={t("reviewHint", { max: span.last })}
          min={span.today}
          max={span.last}
          value={values.reviewOn}
          error={words("reviewOn")}
          withAsterisk
          onChange={(event) => change({ reviewOn: event.currentTarget.value })}
        />
      </FormRow>
      <Textarea
        label={t("reason")}
        value={values.reason}
        error={words("reason")}
        withAsterisk
        autosize
        minRows={3}
        maxRows={12}
        onChange={(event) => change({ reason: event.currentTarget.value })}
      />
    </StepFormFrame>
  );
}

type Span = Readonly<{ today: string; last: string }>;

function dayProblem(day: string, span: Span): FieldProblem | undefined {
  if (!isDay(day)) return { is: "date" };
  if (day < span.today) return { is: "date-past" };
  return day > span.last ? { is: "date-far", max: span.last } : undefined;
}

function check(values: Values, span: Span): Checked<Payload> {
  const problems = problemsOf({
    reasonCode: chosen(values.reasonCode),
    reviewOn: dayProblem(values.reviewOn, span),
    reason: required(values.reason, 2000),
  });
  if (problems) return { ok: false, problems };
  const { reasonCode, reason, reviewOn } = values;
  return { ok: true, payload: { reasonCode, reason: tidyText(reason), reviewBy: endOfDay(reviewOn) } };
}
