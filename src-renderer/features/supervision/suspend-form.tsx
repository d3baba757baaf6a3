import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import { deadline } from "../../../src-shared/calendar/add-working-time.ts";
import type { PayloadOf } from "../../../src-shared/actions/action.ts";
import { chinaDay, endOfDay, isDay, type Day } from "../../../src-shared/kernel/instant.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk, useReference } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { chosen, problemsOf, required, type Checked, type FieldProblem } from "../../ui/form/checks.ts";
import { DateField } from "../../ui/form/date-field.tsx";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { CodeSelect } from "../../ui/form/form-parts.tsx";
import { LimitNote } from "../../ui/form/limit-note.tsx";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { TextBlock } from "../../ui/form/text-fields.tsx";
import { useStepForm } from "../../ui/form/use-step-form.ts";

const schema = Type.Object({ reasonCode: Type.String(), reason: Type.String(), reviewBy: Type.String() });
type Values = Static<typeof schema>;
type Days = Readonly<{ today: Day; latest: Day }>;

/** 挂起: with a reason and a day on which it is looked at again. */
export function SuspendForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/suspend`, schema, { reasonCode: "", reason: "", reviewBy: "" });
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields({ order, draft, onLeave, onSent }: StepProps & { draft: Draft<Values> }): React.JSX.Element {
  const { t } = useTranslation("supervision");
  const desk = useDesk();
  const { calendar, policy } = useReference();
  const now = desk.now();
  const latest = chinaDay(deadline(calendar, now, policy.suspension.reviewWithin) - 1);
  const days = { today: chinaDay(now), latest };
  const form = useStepForm({
    draft,
    check: (values) => check(values, days),
    send: (payload) => desk.submit({ type: "suspend", orderId: order.id, payload }),
    onSent,
  });
  const { values, change } = form;
  const wrong = useFieldWords(form.problems);
  return (
    <StepFormFrame title={t("suspendTitle")} submitLabel={t("suspendSubmit")} form={form} onLeave={onLeave}>
      <CodeSelect
        label={t("suspendCode")}
        name="suspension-reason"
        needed
        value={values.reasonCode}
        error={wrong("reasonCode")}
        onChange={(reasonCode) => change({ reasonCode })}
      />
      <TextBlock
        label={t("reason")}
        needed
        value={values.reason}
        error={wrong("reason")}
        onChange={(reason) => change({ reason })}
      />
      <DateField
        label={t("reviewBy")}
        hint={t("reviewHint")}
        min={days.today}
        max={days.latest}
        value={values.reviewBy}
        error={wrong("reviewBy")}
        onChange={(reviewBy) => change({ reviewBy })}
      />
      <LimitNote
        words={t("reviewLatest", { max: days.latest })}
        start={now}
        limit={policy.suspension.reviewWithin}
        due={endOfDay(latest)}
      />
    </StepFormFrame>
  );
}

function reviewDay(day: Day, { today, latest }: Days): FieldProblem | undefined {
  if (!isDay(day)) return { is: "date" };
  if (day < today) return { is: "date-past" };
  return day > latest ? { is: "date-far", max: latest } : undefined;
}

function check(values: Values, days: Days): Checked<PayloadOf<"suspend">> {
  const { reasonCode, reason, reviewBy } = values;
  const problems = problemsOf({
    reasonCode: chosen(reasonCode),
    reason: required(reason, 2000),
    reviewBy: reviewDay(reviewBy, days),
  });
  if (problems) return { ok: false, problems };
  return { ok: true, payload: { reasonCode, reason: tidyText(reason), reviewBy: endOfDay(reviewBy) } };
}
