import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import { activeAssignment, findAssignment } from "../../../src-shared/domain/assignment/custody.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { optional, problemsOf, type Checked } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { TextBlock } from "../../ui/form/text-fields.tsx";
import { useStepForm } from "../../ui/form/use-step-form.ts";
import { LastReport } from "../../ui/last-report.tsx";
import { useOfficeName } from "../../ui/surroundings.tsx";

const schema = Type.Object({ opinion: Type.String() });
type Values = Static<typeof schema>;

/** 审核通过: the report goes one level higher. */
export function ApproveForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/approve-result`, schema, { opinion: "" });
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields({ order, draft, onLeave, onSent }: StepProps & { draft: Draft<Values> }): React.JSX.Element {
  const { t } = useTranslation("review");
  const desk = useDesk();
  const form = useStepForm({
    draft,
    check,
    send: async (facts) => {
      const assignment = activeAssignment(order)?.id;
      if (!assignment) return { ok: false, refusal: "assignment-moved" } as const;
      return desk.submit({ type: "approve-result", orderId: order.id, payload: { ...facts, assignment } });
    },
    onSent,
  });
  const wrong = useFieldWords(form.problems);
  const hint = useGoesTo(order);
  return (
    <StepFormFrame title={t("approveTitle")} submitLabel={t("approveSubmit")} form={form} onLeave={onLeave} hint={hint}>
      <LastReport order={order} />
      <TextBlock
        label={t("opinion")}
        value={form.values.opinion}
        error={wrong("opinion")}
        onChange={(opinion) => form.change({ opinion })}
      />
    </StepFormFrame>
  );
}

function useGoesTo(order: WorkOrder): string {
  const { t } = useTranslation("review");
  const office = useOfficeName();
  const above = findAssignment(order, activeAssignment(order)?.parent ?? null);
  return above ? t("approveGoes", { office: office(above.office) }) : t("approveGoesHub");
}

function check({ opinion }: Values): Checked<Values> {
  const problems = problemsOf({ opinion: optional(opinion, 2000) });
  return problems ? { ok: false, problems } : { ok: true, payload: { opinion: tidyText(opinion) } };
}
