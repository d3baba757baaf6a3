import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import { objectionable } from "../../../src-shared/domain/objection/objectionable.ts";
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
import { useTargetWords } from "./target-words.ts";

const schema = Type.Object({ event: Type.String(), statement: Type.String() });
type Values = Static<typeof schema>;

/** 提出异议: the office that did the work says why a rating or verdict should not stand. */
export function ObjectForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const desk = useDesk();
  const latest = objectionable(props.order, desk.profile.office)[0]?.event ?? "";
  const draft = useDraft(`${props.order.id}/object`, schema, { event: latest, statement: "" });
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields({ order, draft, onLeave, onSent }: StepProps & { draft: Draft<Values> }): React.JSX.Element {
  const { t } = useTranslation("requests");
  const desk = useDesk();
  const words = useTargetWords();
  const targets = objectionable(order, desk.profile.office);
  const form = useStepForm({
    draft,
    check,
    send: async ({ event, statement }) => {
      const target = targets.find((one) => String(one.event) === event);
      if (!target) return { ok: false, refusal: "not-objectionable" } as const;
      return desk.submit({ type: "object", orderId: order.id, payload: { target, statement } });
    },
    onSent,
  });
  const wrong = useFieldWords(form.problems);
  return (
    <StepFormFrame title={t("objection.title")} submitLabel={t("objection.submit")} form={form} onLeave={onLeave}>
      <Select
        label={t("objection.target")}
        data={targets.map((target) => ({ value: target.event, label: words(order, target) }))}
        value={form.values.event === "" ? null : form.values.event}
        error={wrong("event")}
        allowDeselect={false}
        withAsterisk
        onChange={(event) => form.change({ event: event ?? "" })}
      />
      <TextBlock
        label={t("objection.statement")}
        needed
        rows={5}
        value={form.values.statement}
        error={wrong("statement")}
        onChange={(statement) => form.change({ statement })}
      />
    </StepFormFrame>
  );
}

function check({ event, statement }: Values): Checked<Values> {
  const problems = problemsOf({ event: chosen(event), statement: required(statement, 4000) });
  return problems ? { ok: false, problems } : { ok: true, payload: { event, statement: tidyText(statement) } };
}
