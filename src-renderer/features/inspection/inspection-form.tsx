import { Checkbox, Stack, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import {
  inspectionFactsSchema,
  inspectionPoints,
  type InspectionFacts,
} from "../../../src-shared/domain/inspection/inspection.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { chosen, optional, problemsOf, required, type Checked } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { CodeSegments } from "../../ui/form/form-parts.tsx";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { useStepForm } from "../../ui/form/use-step-form.ts";
import { useLabel } from "../../ui/surroundings.tsx";

const draftSchema = Type.Object({
  passed: inspectionFactsSchema.properties.passed,
  verdict: Type.Enum(["", "pass", "mend", "rework"]),
  remarks: Type.String(),
});
type Values = Readonly<Static<typeof draftSchema>>;
const empty: Values = { passed: [], verdict: "", remarks: "" };

/** 质检: the check list point by point, then the verdict. */
export function InspectionForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/inspect`, draftSchema, empty);
  return draft === "loading" ? <Face words={t("loading")} /> : <LoadedForm {...props} draft={draft} />;
}

function LoadedForm({
  order,
  draft,
  onSent,
  onLeave,
}: StepProps & Readonly<{ draft: Draft<Values> }>): React.JSX.Element {
  const { t } = useTranslation("inspection");
  const label = useLabel();
  const desk = useDesk();
  const form = useStepForm({
    draft,
    check,
    send: (payload: InspectionFacts) => desk.submit({ type: "inspect", orderId: order.id, payload }),
    onSent,
  });
  const { values, change, problems } = form;
  const words = useFieldWords(problems);
  return (
    <StepFormFrame form={form} title={t("title")} submitLabel={t("submit")} onLeave={onLeave}>
      <Checkbox.Group
        label={t("points")}
        value={[...values.passed]}
        onChange={(codes) => change({ passed: pointsAmong(codes) })}
      >
        <Stack gap={6} mt={6}>
          {inspectionPoints.map((point) => (
            <Checkbox key={point} value={point} label={label("inspection-point", point)} />
          ))}
        </Stack>
      </Checkbox.Group>
      <CodeSegments
        label={t("verdict")}
        codes={["pass", "mend", "rework"]}
        value={values.verdict}
        words={(code) => label("inspection-verdict", code)}
        error={words("verdict")}
        onChange={(verdict) => change({ verdict })}
      />
      <Textarea
        label={t("remarks")}
        value={values.remarks}
        placeholder={t("remarksHint")}
        error={words("remarks")}
        autosize
        minRows={2}
        maxRows={10}
        onChange={(event) => change({ remarks: event.currentTarget.value })}
      />
    </StepFormFrame>
  );
}

function pointsAmong(codes: readonly string[]): Values["passed"] {
  return inspectionPoints.filter((point) => codes.includes(point));
}

function check(values: Values): Checked<InspectionFacts> {
  const explained = values.verdict !== "pass" || values.passed.length < inspectionPoints.length;
  const problems = problemsOf({
    verdict: chosen(values.verdict),
    remarks: explained ? required(values.remarks, 4000) : optional(values.remarks, 4000),
  });
  if (problems || values.verdict === "") return { ok: false, problems: problems ?? {} };
  return { ok: true, payload: { ...values, verdict: values.verdict, remarks: tidyText(values.remarks) } };
}
