import { Checkbox, Input } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { activeAssignment, findAssignment } from "../../../src-shared/domain/assignment/custody.ts";
import { amountKinds } from "../../../src-shared/domain/work-order/report.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { ClaimShort } from "../../ui/case-parts.tsx";
import { Face } from "../../ui/face.tsx";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { CodeSelect, FormRow, TemplatedText } from "../../ui/form/form-parts.tsx";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { TextLine } from "../../ui/form/text-fields.tsx";
import { useStepForm, type StepForm } from "../../ui/form/use-step-form.ts";
import { useTemplates } from "../../ui/form/use-templates.ts";
import { formatMoney } from "../../ui/format.ts";
import { useOfficeName, useSurroundings } from "../../ui/surroundings.tsx";
import { OpenHelps } from "./open-helps.tsx";
import { centsOf, checkReport, emptyReport, reportValues, type ReportValues } from "./report-values.ts";

/** 报结: what came of it, in words and in money. */
export function ReportForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/report-result`, reportValues, emptyReport);
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields({ order, draft, onLeave, onSent }: StepProps & { draft: Draft<ReportValues> }): React.JSX.Element {
  const { t } = useTranslation("handling");
  const desk = useDesk();
  const form = useStepForm({
    draft,
    check: checkReport,
    send: async (facts) => {
      const assignment = activeAssignment(order)?.id;
      if (!assignment) return { ok: false, refusal: "assignment-moved" } as const;
      return desk.submit({ type: "report-result", orderId: order.id, payload: { ...facts, assignment } });
    },
    onSent,
  });
  const { values, change } = form;
  const wrong = useFieldWords(form.problems);
  const opinions = useTemplates(order, "opinion");
  const replies = useTemplates(order, "reply");
  const hint = useGoesTo(order);
  return (
    <StepFormFrame title={t("reportTitle")} submitLabel={t("submit")} form={form} onLeave={onLeave} hint={hint}>
      <OpenHelps order={order} />
      <ClaimShort order={order} />
      <FormRow>
        <CodeSelect
          label={t("result")}
          name="result"
          needed
          value={values.result}
          error={wrong("result")}
          onChange={(result) => change({ result })}
        />
        <TextLine
          label={t("workers")}
          value={values.workers}
          error={wrong("workers")}
          onChange={(workers) => change({ workers })}
        />
      </FormRow>
      <TemplatedText
        label={t("opinion")}
        hint={t("opinionHint")}
        needed
        rows={4}
        value={values.opinion}
        error={wrong("opinion")}
        templates={opinions.list}
        fill={opinions.fill}
        onChange={(opinion) => change({ opinion })}
      />
      <Amounts form={form} wrong={wrong} />
      <TextLine
        label={t("legalBasis")}
        value={values.legalBasis}
        error={wrong("legalBasis")}
        onChange={(legalBasis) => change({ legalBasis })}
      />
      <TemplatedText
        label={t("reply")}
        value={values.reply}
        error={wrong("reply")}
        templates={replies.list}
        fill={replies.fill}
        onChange={(reply) => change({ reply })}
      />
    </StepFormFrame>
  );
}

function Amounts({
  form,
  wrong,
}: {
  form: StepForm<ReportValues>;
  wrong: (name: string) => string | undefined;
}): React.JSX.Element {
  const { t } = useTranslation("handling");
  const { language } = useSurroundings();
  const { values, change } = form;
  const total = Object.values(centsOf(values)).reduce((sum, one) => sum + one, 0);
  return (
    <Input.Wrapper
      label={t("amounts")}
      labelElement="div"
      description={t("total", { amount: formatMoney(total, language) })}
    >
      <FormRow narrow>
        {amountKinds.map((kind) => (
          <TextLine
            key={kind}
            label={t(`amount.${kind}`)}
            value={values[kind]}
            error={wrong(kind)}
            onChange={(text) => change({ [kind]: text })}
          />
        ))}
      </FormRow>
      <FormRow>
        <Checkbox
          mt="xs"
          label={t("promised")}
          checked={values.promised}
          onChange={(event) => change({ promised: event.currentTarget.checked })}
        />
        {values.promised && (
          <TextLine
            label={t("promisedBy")}
            value={values.promisedBy}
            error={wrong("promisedBy")}
            onChange={(promisedBy) => change({ promisedBy })}
          />
        )}
      </FormRow>
    </Input.Wrapper>
  );
}

function useGoesTo(order: WorkOrder): string {
  const { t } = useTranslation("handling");
  const office = useOfficeName();
  const above = findAssignment(order, activeAssignment(order)?.parent ?? null);
  return above ? t("goesTo", { office: office(above.office) }) : t("goesToHub");
}
