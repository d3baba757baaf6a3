import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import type { PayloadOf } from "../../../src-shared/actions/action.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { canonicalJson } from "../../../src-shared/kernel/canonical-json.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { problemsOf, required, type Checked } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { TextLine } from "../../ui/form/text-fields.tsx";
import { useStepForm } from "../../ui/form/use-step-form.ts";
import { CaseFields } from "./case-fields.tsx";
import { caseOf, checkCase } from "./check-case.ts";
import { caseValues, valuesOf } from "./intake-values.ts";

const schema = Type.Object({ ...caseValues.properties, reason: Type.String() });
type Values = Static<typeof schema>;

/** 补正: the same fields as at registration, filled in; only the parts that changed are sent, with the reason. */
export function AmendForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/amend`, schema, { ...valuesOf(props.order), reason: "" });
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields({ order, draft, onLeave, onSent }: StepProps & { draft: Draft<Values> }): React.JSX.Element {
  const { t } = useTranslation("intake");
  const desk = useDesk();
  const form = useStepForm({
    draft,
    check: (values) => checkAmendment(values, order),
    send: (payload) => desk.submit({ type: "amend", orderId: order.id, payload }),
    onSent,
  });
  const wrong = useFieldWords(form.problems);
  return (
    <StepFormFrame title={t("amendTitle")} submitLabel={t("amendSubmit")} form={form} onLeave={onLeave}>
      <TextLine
        label={t("amendReason")}
        needed
        value={form.values.reason}
        error={wrong("reason")}
        onChange={(reason) => form.change({ reason })}
      />
      <CaseFields
        values={form.values}
        change={form.change}
        wrong={wrong}
        kept={valuesOf(order)}
        withheld={order.workerWithheld ?? false}
      />
    </StepFormFrame>
  );
}

function checkAmendment(values: Values, order: WorkOrder): Checked<PayloadOf<"amend">> {
  const { name, ...others } = checkCase(values);
  const problems = problemsOf({
    reason: required(values.reason, 500),
    ...others,
    ...(order.workerWithheld ? {} : { name }),
  });
  if (problems) return { ok: false, problems };
  const { classification, worker, employer, claim } = caseOf(values);
  const amendment = {
    ...(isSame(classification, order.classification) ? {} : { classification }),
    ...(order.workerWithheld || isSame(worker, order.worker) ? {} : { worker }),
    ...(isSame(employer, order.employer) ? {} : { employer }),
    ...(isSame(claim, order.claim) ? {} : { claim }),
  };
  return { ok: true, payload: { reason: tidyText(values.reason), amendment } };
}

function isSame(left: unknown, right: unknown): boolean {
  return canonicalJson(left) === canonicalJson(right);
}
