import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import { turnInHand } from "../../../src-shared/actions/offered-requests.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { chosen, problemsOf, required, type Checked } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { TextBlock } from "../../ui/form/text-fields.tsx";
import { useStepForm } from "../../ui/form/use-step-form.ts";
import { ColleagueSelect, useSuccessors } from "./colleague-select.tsx";

const schema = Type.Object({ to: Type.String(), reason: Type.String() });
type Values = Static<typeof schema>;

/** 回避: the person in charge must not judge this matter; a colleague takes over, or the office above. */
export function RecuseForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/recuse`, schema, { to: "", reason: "" });
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields({ order, draft, onLeave, onSent }: StepProps & { draft: Draft<Values> }): React.JSX.Element {
  const { t } = useTranslation("requests");
  const desk = useDesk();
  const turn = turnInHand(order, desk.profile.office);
  const people = useSuccessors(order, desk.profile.userId);
  const form = useStepForm({
    draft,
    check,
    send: async ({ to, reason }) => {
      if (!turn) return { ok: false, refusal: "assignment-moved" } as const;
      const colleague = people.find((one) => String(one.id) === to)?.id;
      if (to !== "nobody" && colleague === undefined) return { ok: false, refusal: "not-a-colleague" } as const;
      const payload = { assignment: turn.id, reason, ...(colleague === undefined ? {} : { to: colleague }) };
      return desk.submit({ type: "recuse", orderId: order.id, payload });
    },
    onSent,
  });
  const wrong = useFieldWords(form.problems);
  // Only while the office handles the order itself can it go back to the office above.
  const nobody = order.state === "handling" && turn?.stage === "handling" ? { nobody: t("handler.nobody") } : {};
  return (
    <StepFormFrame
      title={t("handler.recuseTitle")}
      submitLabel={t("handler.recuseSubmit")}
      confirm={t("handler.recuseConfirm")}
      form={form}
      onLeave={onLeave}
    >
      <div>{t("handler.recuseText")}</div>
      <TextBlock
        label={t("reason")}
        needed
        value={form.values.reason}
        error={wrong("reason")}
        onChange={(reason) => form.change({ reason })}
      />
      <ColleagueSelect
        label={t("handler.colleagueOrNone")}
        people={people}
        {...nobody}
        value={form.values.to}
        error={wrong("to")}
        onChange={(to) => form.change({ to })}
      />
    </StepFormFrame>
  );
}

function check({ to, reason }: Values): Checked<Values> {
  const problems = problemsOf({ reason: required(reason, 2000), to: chosen(to) });
  return problems ? { ok: false, problems } : { ok: true, payload: { to, reason: tidyText(reason) } };
}
