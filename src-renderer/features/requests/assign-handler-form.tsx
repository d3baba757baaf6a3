import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import { turnInHand } from "../../../src-shared/domain/assignment/custody.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { chosen, problemsOf, type Checked } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { useStepForm } from "../../ui/form/use-step-form.ts";
import { ColleagueSelect, useSuccessors } from "./colleague-select.tsx";

const schema = Type.Object({ to: Type.String() });
type Values = Static<typeof schema>;

/** 换承办人: another colleague of the office is in charge from now. */
export function AssignHandlerForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/assign-handler`, schema, { to: "" });
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields({ order, draft, onLeave, onSent }: StepProps & { draft: Draft<Values> }): React.JSX.Element {
  const { t } = useTranslation("requests");
  const desk = useDesk();
  const turn = turnInHand(order, desk.profile.office);
  const people = useSuccessors(order, turn?.handler?.id);
  const form = useStepForm({
    draft,
    check,
    send: async ({ to: chosenId }) => {
      const to = people.find((one) => String(one.id) === chosenId)?.id;
      if (!turn) return { ok: false, refusal: "assignment-moved" } as const;
      if (to === undefined) return { ok: false, refusal: "not-a-colleague" } as const;
      return desk.submit({ type: "assign-handler", orderId: order.id, payload: { assignment: turn.id, to } });
    },
    onSent,
  });
  const wrong = useFieldWords(form.problems);
  return (
    <StepFormFrame title={t("handler.title")} submitLabel={t("handler.submit")} form={form} onLeave={onLeave}>
      {turn?.handler && <div>{t("handler.now", { name: turn.handler.name })}</div>}
      {people.length === 0 && <div>{t("handler.none")}</div>}
      <ColleagueSelect
        label={t("handler.colleague")}
        people={people}
        value={form.values.to}
        error={wrong("to")}
        onChange={(to) => form.change({ to })}
      />
    </StepFormFrame>
  );
}

function check({ to }: Values): Checked<Values> {
  const problems = problemsOf({ to: chosen(to) });
  return problems ? { ok: false, problems } : { ok: true, payload: { to } };
}
