import { Checkbox, Input, SimpleGrid } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import type { PayloadOf } from "../../../src-shared/actions/action.ts";
import {
  inspectionFactsSchema,
  inspectionPoints,
  inspectionVerdicts,
} from "../../../src-shared/domain/inspection/inspection.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { LastCallback } from "../../ui/case-parts.tsx";
import { Face } from "../../ui/face.tsx";
import { chosen, optional, problemsOf, required, type Checked } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { CodeSegments } from "../../ui/form/form-parts.tsx";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { TextBlock } from "../../ui/form/text-fields.tsx";
import { useStepForm, type StepForm } from "../../ui/form/use-step-form.ts";
import { LastReport } from "../../ui/last-report.tsx";
import { useLabel } from "../../ui/surroundings.tsx";

const schema = Type.Object({
  passed: inspectionFactsSchema.properties.passed,
  verdict: Type.Enum([...inspectionVerdicts, ""]),
  remarks: Type.String(),
});
type Values = Static<typeof schema>;
const empty: Values = { passed: [], verdict: "", remarks: "" };

/** 质检: the check list in the order one reads the file, and a verdict. */
export function InspectionForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/inspect`, schema, empty);
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields({ order, draft, onLeave, onSent }: StepProps & { draft: Draft<Values> }): React.JSX.Element {
  const { t } = useTranslation("inspection");
  const desk = useDesk();
  const label = useLabel();
  const form = useStepForm({
    draft,
    check,
    send: (payload) => desk.submit({ type: "inspect", orderId: order.id, payload }),
    onSent,
  });
  const { values, change } = form;
  const wrong = useFieldWords(form.problems);
  return (
    <StepFormFrame title={t("title")} submitLabel={t("submit")} form={form} onLeave={onLeave}>
      <LastReport order={order} />
      <LastCallback order={order} />
      <Points form={form} />
      <CodeSegments
        label={t("verdict")}
        needed
        codes={inspectionVerdicts}
        value={values.verdict}
        words={(code) => label("inspection-verdict", code)}
        error={wrong("verdict")}
        onChange={(verdict) => change({ verdict })}
      />
      <TextBlock
        label={t("remarks")}
        hint={t("remarksHint")}
        value={values.remarks}
        error={wrong("remarks")}
        onChange={(remarks) => change({ remarks })}
      />
    </StepFormFrame>
  );
}

function Points({ form }: { form: StepForm<Values> }): React.JSX.Element {
  const { t } = useTranslation("inspection");
  const label = useLabel();
  const id = useId();
  const { passed } = form.values;
  return (
    <Input.Wrapper label={t("points")} labelElement="div" labelProps={{ id }}>
      <SimpleGrid cols={3} spacing="md" verticalSpacing={4} role="group" aria-labelledby={id}>
        {inspectionPoints.map((point) => (
          <Checkbox
            key={point}
            label={label("inspection-point", point)}
            checked={passed.includes(point)}
            onChange={(event) => {
              const others = passed.filter((one) => one !== point);
              form.change({ passed: event.currentTarget.checked ? [...others, point] : others });
            }}
          />
        ))}
      </SimpleGrid>
    </Input.Wrapper>
  );
}

function check({ passed, verdict, remarks }: Values): Checked<PayloadOf<"inspect">> {
  const clean = verdict === "pass" && passed.length === inspectionPoints.length;
  const problems = problemsOf({
    verdict: chosen(verdict),
    remarks: clean || verdict === "" ? optional(remarks, 4000) : required(remarks, 4000),
  });
  if (problems || verdict === "") return { ok: false, problems: problems ?? {} };
  return { ok: true, payload: { passed, verdict, remarks: tidyText(remarks) } };
}
