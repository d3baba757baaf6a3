import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import { activeAssignment } from "../../../src-shared/domain/assignment/custody.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { chosen, problemsOf, required, type Checked } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { CodeSegments } from "../../ui/form/form-parts.tsx";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { TextBlock } from "../../ui/form/text-fields.tsx";
import { useStepForm } from "../../ui/form/use-step-form.ts";
import { useLabel, useOfficeName } from "../../ui/surroundings.tsx";

const verdicts = ["approve", "refuse"] as const;
const schema = Type.Object({ verdict: Type.Enum([...verdicts, ""]), reason: Type.String() });
type Values = Static<typeof schema>;

/** 审核退单: the office above decides whether the order leaves the office that asks to return it. */
export function DecideReturnForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/decide-return`, schema, { verdict: "", reason: "" });
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
      return desk.submit({ type: "decide-return", orderId: order.id, payload: { ...facts, assignment } });
    },
    onSent,
  });
  const { values, change } = form;
  const wrong = useFieldWords(form.problems);
  return (
    <StepFormFrame
      title={t("decideTitle")}
      submitLabel={t("decideSubmit")}
      form={form}
      onLeave={onLeave}
      confirm={values.verdict === "refuse" ? t("decideConfirm") : null}
    >
      <Asked order={order} />
      <CodeSegments
        label={t("verdict")}
        codes={verdicts}
        value={values.verdict}
        words={(code) => t(code)}
        error={wrong("verdict")}
        onChange={(verdict) => change({ verdict })}
      />
      <TextBlock
        label={t("decideReason")}
        needed
        value={values.reason}
        error={wrong("reason")}
        onChange={(reason) => change({ reason })}
      />
    </StepFormFrame>
  );
}

function Asked({ order }: { order: WorkOrder }): React.JSX.Element | null {
  const { t } = useTranslation("review");
  const label = useLabel();
  const office = useOfficeName();
  const asked = order.timeline.findLast((event) => event.type === "return-asked");
  if (!asked) return null;
  const reason = label("return-reason", asked.reasonCode);
  return (
    <div>
      <strong>{t("asked", { office: office(asked.office), reason })}</strong>
      <div>{asked.reason}</div>
    </div>
  );
}

function check({ verdict, reason }: Values): Checked<Readonly<{ approved: boolean; reason: string }>> {
  const problems = problemsOf({ verdict: chosen(verdict), reason: required(reason, 2000) });
  if (problems) return { ok: false, problems };
  return { ok: true, payload: { approved: verdict === "approve", reason: tidyText(reason) } };
}
