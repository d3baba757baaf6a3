import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import { openDoubts } from "../../../src-shared/domain/supervision/card-rights.ts";
import type { TimeDoubt } from "../../../src-shared/domain/supervision/time-doubt.ts";
import { hourMs, toChinaText, toDueText } from "../../../src-shared/kernel/instant.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { Field, FieldList } from "../../ui/field-list.tsx";
import { chosen, problemsOf, required, type Checked } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { CodeSegments } from "../../ui/form/form-parts.tsx";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { TextBlock } from "../../ui/form/text-fields.tsx";
import { useStepForm } from "../../ui/form/use-step-form.ts";
import { useOfficeName } from "../../ui/surroundings.tsx";

const findings = ["in-time", "late"] as const;
const schema = Type.Object({ finding: Type.Enum([...findings, ""]), reason: Type.String() });
type Values = Static<typeof schema>;

/** 时间认定: whether a step whose evidence cannot tell was made in time. One doubt at a time, the oldest first. */
export function AdjudicateForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("cards");
  const [doubt] = openDoubts(props.order);
  const id = `${props.order.id}/adjudicate-time/${doubt?.action ?? ""}`;
  const draft = useDraft(id, schema, { finding: "", reason: "" });
  if (draft === "loading") return <Face words={t("loading", { ns: "common" })} />;
  return doubt ? <Fields {...props} draft={draft} doubt={doubt} /> : <Face words={t("noDoubt")} />;
}

type FieldsProps = StepProps & Readonly<{ draft: Draft<Values>; doubt: TimeDoubt }>;

function Fields({ order, draft, doubt, onLeave, onSent }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation("cards");
  const desk = useDesk();
  const form = useStepForm({
    draft,
    check,
    send: (facts) =>
      desk.submit({ type: "adjudicate-time", orderId: order.id, payload: { ...facts, action: doubt.action } }),
    onSent,
  });
  const { values, change } = form;
  const wrong = useFieldWords(form.problems);
  return (
    <StepFormFrame title={t("timeTitle")} submitLabel={t("timeSubmit")} form={form} onLeave={onLeave}>
      <Evidence doubt={doubt} />
      <CodeSegments
        label={t("finding")}
        codes={findings}
        value={values.finding}
        words={(code) => t(`findings.${code}`)}
        error={wrong("finding")}
        onChange={(finding) => change({ finding })}
      />
      <TextBlock
        label={t("timeReason")}
        needed
        rows={2}
        value={values.reason}
        error={wrong("reason")}
        onChange={(reason) => change({ reason })}
      />
    </StepFormFrame>
  );
}

function Evidence({ doubt }: { doubt: TimeDoubt }): React.JSX.Element {
  const { t } = useTranslation("cards");
  const office = useOfficeName();
  const { clock, due, deviceAt, effectiveAt, receivedAt, lastContactAt, grade } = doubt;
  const hours = lastContactAt === null ? null : Math.round((receivedAt - lastContactAt) / hourMs);
  return (
    <FieldList title={t("evidence", { office: office(doubt.office), by: doubt.byName, clock: t(`clocks.${clock}`) })}>
      <Field name={t("due")}>{toDueText(due)}</Field>
      <Field name={t("deviceAt")}>{toChinaText(deviceAt)}</Field>
      <Field name={t("effectiveAt")}>{toChinaText(effectiveAt)}</Field>
      <Field name={t("receivedAt")}>{toChinaText(receivedAt)}</Field>
      <Field name={t("offline")}>
        {hours === null || lastContactAt === null
          ? t("offlineUnknown")
          : t("offlineFor", { since: toChinaText(lastContactAt), hours })}
      </Field>
      <Field name={t("grade")}>{t(`grades.${grade}`)}</Field>
    </FieldList>
  );
}

function check({ finding, reason }: Values): Checked<Readonly<{ inTime: boolean; reason: string }>> {
  const problems = problemsOf({ finding: chosen(finding), reason: required(reason, 2000) });
  if (problems) return { ok: false, problems };
  return { ok: true, payload: { inTime: finding === "in-time", reason: tidyText(reason) } };
}
