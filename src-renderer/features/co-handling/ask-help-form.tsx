import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import type { PayloadOf } from "../../../src-shared/actions/action.ts";
import { openTurns } from "../../../src-shared/domain/assignment/custody.ts";
import { openHelpOf } from "../../../src-shared/domain/co-handling/helpers.ts";
import { isOpenOffice, type Office } from "../../../src-shared/domain/reference/office.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { officeId } from "../../../src-shared/kernel/ids.ts";
import { chinaDay, dayMs, endOfDay, isDay, type Day } from "../../../src-shared/kernel/instant.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk, useReference } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { chosen, problemsOf, required, type Checked, type FieldProblem } from "../../ui/form/checks.ts";
import { DateField } from "../../ui/form/date-field.tsx";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { TextBlock } from "../../ui/form/text-fields.tsx";
import { useStepForm } from "../../ui/form/use-step-form.ts";
import { OfficePicker } from "../../ui/office-picker.tsx";

const schema = Type.Object({ office: Type.String(), task: Type.String(), answerBy: Type.String() });
type Values = Static<typeof schema>;

/** How far ahead the date for an answer may lie, days. */
const farthestDays = 90;

/** 请求协办: which office, what it is asked to do, and until when. */
export function AskHelpForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/ask-help`, schema, { office: "", task: "", answerBy: "" });
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields({ order, draft, onLeave, onSent }: StepProps & { draft: Draft<Values> }): React.JSX.Element {
  const { t } = useTranslation("coHandling");
  const desk = useDesk();
  const { offices } = useReference();
  const free = useMemo(() => freeToHelp(offices, order, desk.actor.office), [offices, order, desk.actor.office]);
  const today = chinaDay(desk.now());
  const latest = chinaDay(desk.now() + farthestDays * dayMs);
  const form = useStepForm({
    draft,
    check: (values) => check(values, today),
    send: (payload) => desk.submit({ type: "ask-help", orderId: order.id, payload }),
    onSent,
  });
  const { values, change } = form;
  const wrong = useFieldWords(form.problems);
  return (
    <StepFormFrame title={t("askTitle")} submitLabel={t("askSubmit")} form={form} onLeave={onLeave} hint={t("askHint")}>
      <OfficePicker
        label={t("office")}
        offices={free}
        value={values.office}
        suggestions={[]}
        error={wrong("office")}
        onChange={(office) => change({ office })}
      />
      <TextBlock
        label={t("task")}
        needed
        rows={4}
        value={values.task}
        error={wrong("task")}
        onChange={(task) => change({ task })}
      />
      <DateField
        label={t("answerBy")}
        hint={t("answerByHint")}
        min={today}
        max={latest}
        value={values.answerBy}
        error={wrong("answerBy")}
        needed={false}
        onChange={(answerBy) => change({ answerBy })}
      />
    </StepFormFrame>
  );
}

/** The offices that may be asked: open ones that neither work on the order nor are asked already. */
function freeToHelp(offices: readonly Office[], order: WorkOrder, own: string): readonly Office[] {
  const busy = new Set<string>([own, ...openTurns(order).map((turn) => turn.office)]);
  return offices.filter((office) => isOpenOffice(office) && !busy.has(office.id) && !openHelpOf(order, office.id));
}

function dayOfAnswer(day: Day, today: Day): FieldProblem | undefined {
  if (day === "") return undefined;
  if (!isDay(day)) return { is: "date" };
  return day < today ? { is: "date-past" } : undefined;
}

function check({ office, task, answerBy }: Values, today: Day): Checked<PayloadOf<"ask-help">> {
  const problems = problemsOf({
    office: chosen(office),
    task: required(task, 2000),
    answerBy: dayOfAnswer(answerBy, today),
  });
  if (problems) return { ok: false, problems };
  const until = answerBy === "" ? null : endOfDay(answerBy);
  return { ok: true, payload: { office: officeId(office), task: tidyText(task), answerBy: until } };
}
