import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import { isReleasable } from "../../../src-shared/domain/co-handling/helpers.ts";
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
import { useOfficeName } from "../../ui/surroundings.tsx";

const schema = Type.Object({ help: Type.String(), reason: Type.String() });
type Values = Static<typeof schema>;

/** 解除协办: which helper, and why; it then no longer sees the order. */
export function ReleaseHelpForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/release-help`, schema, { help: "", reason: "" });
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields({ order, draft, onLeave, onSent }: StepProps & { draft: Draft<Values> }): React.JSX.Element {
  const { t } = useTranslation("coHandling");
  const { t: ui } = useTranslation("ui");
  const desk = useDesk();
  const office = useOfficeName();
  const isHub = desk.actor.office === desk.profile.hub;
  const mine = order.helps.filter((help) => isReleasable(help) && (isHub || help.askedBy === desk.actor.office));
  const [only] = mine;
  const chosenId = mine.length === 1 && only ? String(only.id) : draft.value.help;
  const form = useStepForm({
    draft,
    check: (values) => check({ ...values, help: chosenId }),
    send: async ({ help, reason }) => {
      const found = mine.find((one) => one.id === help);
      if (!found) return { ok: false, refusal: "help-over" } as const;
      return desk.submit({ type: "release-help", orderId: order.id, payload: { help: found.id, reason } });
    },
    onSent,
  });
  const wrong = useFieldWords(form.problems);
  return (
    <StepFormFrame
      title={t("releaseTitle")}
      submitLabel={t("releaseSubmit")}
      form={form}
      onLeave={onLeave}
      hint={t("releaseHint")}
    >
      <Select
        label={t("helper")}
        withAsterisk
        data={mine.map((help) => ({ value: help.id, label: office(help.office) }))}
        value={chosenId === "" ? null : chosenId}
        placeholder={ui("select")}
        error={wrong("help")}
        onChange={(help) => form.change({ help: help ?? "" })}
      />
      <TextBlock
        label={t("reason")}
        needed
        value={form.values.reason}
        error={wrong("reason")}
        onChange={(reason) => form.change({ reason })}
      />
    </StepFormFrame>
  );
}

function check({ help, reason }: Values): Checked<Values> {
  const problems = problemsOf({ help: chosen(help), reason: required(reason, 2000) });
  return problems ? { ok: false, problems } : { ok: true, payload: { help, reason: tidyText(reason) } };
}
