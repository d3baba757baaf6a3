import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import type { PayloadOf } from "../../../src-shared/actions/action.ts";
import { incidentReportKinds } from "../../../src-shared/domain/incident/incident.ts";
import { openIncident } from "../../../src-shared/domain/incident/incidents-of.ts";
import { toDueText } from "../../../src-shared/kernel/instant.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { optional, problemsOf, required, wholeNumber, type Checked } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { CodeSegments } from "../../ui/form/form-parts.tsx";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { TextBlock, TextLine } from "../../ui/form/text-fields.tsx";
import { useStepForm } from "../../ui/form/use-step-form.ts";
import { useLabel } from "../../ui/surroundings.tsx";

const kind = Type.Enum([...incidentReportKinds]);
const schema = Type.Object({ kind, text: Type.String(), present: Type.String(), measures: Type.String() });
type Values = Static<typeof schema>;

/** 事件报告: first, follow-up or final, on the board that every level up to the hub reads. */
export function ReportIncidentForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const isFirst = openIncident(props.order)?.reports.length === 0;
  const empty: Values = { kind: isFirst ? "first" : "follow-up", text: "", present: "", measures: "" };
  const draft = useDraft(`${props.order.id}/report-incident`, schema, empty);
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields({ order, draft, onLeave, onSent }: StepProps & { draft: Draft<Values> }): React.JSX.Element {
  const { t } = useTranslation("incident");
  const label = useLabel();
  const desk = useDesk();
  const incident = openIncident(order);
  const form = useStepForm({
    draft,
    check,
    send: (payload) => desk.submit({ type: "report-incident", orderId: order.id, payload }),
    onSent,
  });
  const { values, change } = form;
  const wrong = useFieldWords(form.problems);
  const due = incident?.reportBy ?? null;
  return (
    <StepFormFrame
      title={t("reportTitle")}
      submitLabel={t("reportSubmit")}
      form={form}
      onLeave={onLeave}
      hint={due === null ? t("reportHint") : t("reportHintDue", { at: toDueText(due) })}
    >
      <CodeSegments
        label={t("kind")}
        codes={incident?.reports.length === 0 ? ["first"] : ["follow-up", "final"]}
        value={values.kind}
        words={(code) => label("incident-report", code)}
        onChange={(chosen) => change({ kind: chosen })}
      />
      <TextBlock
        label={t("text")}
        needed
        rows={4}
        value={values.text}
        error={wrong("text")}
        onChange={(text) => change({ text })}
      />
      <TextLine
        label={t("present")}
        needed
        value={values.present}
        error={wrong("present")}
        onChange={(present) => change({ present })}
      />
      <TextBlock
        label={t("measures")}
        rows={2}
        value={values.measures}
        error={wrong("measures")}
        onChange={(measures) => change({ measures })}
      />
    </StepFormFrame>
  );
}

function check(values: Values): Checked<PayloadOf<"report-incident">> {
  const { text, present, measures } = values;
  const problems = problemsOf({
    text: required(text, 8000),
    present: wholeNumber(present, 0),
    measures: optional(measures, 4000),
  });
  if (problems) return { ok: false, problems };
  const workersPresent = Number(present.normalize("NFKC").trim());
  return {
    ok: true,
    payload: { kind: values.kind, text: tidyText(text), workersPresent, measures: tidyText(measures) },
  };
}
