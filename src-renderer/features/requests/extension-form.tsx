import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import { extendedDeadline } from "../../../src-shared/calendar/add-working-time.ts";
import { activeAssignment } from "../../../src-shared/domain/assignment/custody.ts";
import { extensionsGranted } from "../../../src-shared/domain/extension/extensions-of.ts";
import { judgeOf, nextExtension } from "../../../src-shared/domain/extension/request-extension.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { toDueText } from "../../../src-shared/kernel/instant.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk, useReference } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { problemsOf, required, wholeNumber, type Checked } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { FormRow } from "../../ui/form/form-parts.tsx";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { TextBlock, TextLine } from "../../ui/form/text-fields.tsx";
import { useStepForm } from "../../ui/form/use-step-form.ts";
import { useOfficeName, useSurroundings } from "../../ui/surroundings.tsx";

const schema = Type.Object({ days: Type.String(), reason: Type.String() });
type Values = Static<typeof schema>;

/** 申请延期: how many working days more, and why; the form says who decides and until when it would be. */
export function ExtensionForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/request-extension`, schema, { days: "5", reason: "" });
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields({ order, draft, onLeave, onSent }: StepProps & { draft: Draft<Values> }): React.JSX.Element {
  const { t } = useTranslation("requests");
  const desk = useDesk();
  const turn = activeAssignment(order);
  const form = useStepForm({
    draft,
    check,
    send: async (facts) => {
      if (!turn) return { ok: false, refusal: "assignment-moved" } as const;
      return desk.submit({ type: "request-extension", orderId: order.id, payload: { ...facts, assignment: turn.id } });
    },
    onSent,
  });
  const { values, change } = form;
  const wrong = useFieldWords(form.problems);
  return (
    <StepFormFrame title={t("extension.title")} submitLabel={t("extension.submit")} form={form} onLeave={onLeave}>
      <RuleWords order={order} days={Number(values.days.normalize("NFKC"))} />
      <FormRow narrow>
        <TextLine
          label={t("extension.days")}
          needed
          value={values.days}
          error={wrong("days")}
          onChange={(days) => change({ days })}
        />
      </FormRow>
      <TextBlock
        label={t("reason")}
        needed
        value={values.reason}
        error={wrong("reason")}
        onChange={(reason) => change({ reason })}
      />
    </StepFormFrame>
  );
}

function RuleWords({ order, days }: { order: WorkOrder; days: number }): React.JSX.Element {
  const { t } = useTranslation("requests");
  const reference = useReference();
  const { calendar, officeById } = useSurroundings();
  const office = useOfficeName();
  const turn = activeAssignment(order);
  const rule = nextExtension(order, reference.policy);
  if (!turn || !rule) return <div>{t("extension.usedUp")}</div>;
  const judge = judgeOf(turn, rule, { find: (id) => officeById.get(id), hub: reference.hub });
  const from = toDueText(turn.completeBy);
  const isSensible = Number.isInteger(days) && days > 0 && days <= rule.upTo.amount;
  const to = isSensible ? extendedDeadline(calendar, turn.completeBy, { amount: days, unit: "working-day" }) : null;
  return (
    <div>
      <div>
        {t("extension.rule", { n: extensionsGranted(order) + 1, max: rule.upTo.amount, office: office(judge) })}
      </div>
      {to === null ? (
        <div>{t("extension.dueNow", { at: from })}</div>
      ) : (
        <div>{t("extension.newDue", { from, to: toDueText(to) })}</div>
      )}
    </div>
  );
}

function check({ days, reason }: Values): Checked<Readonly<{ days: number; reason: string }>> {
  const problems = problemsOf({ days: wholeNumber(days, 1), reason: required(reason, 2000) });
  if (problems) return { ok: false, problems };
  return { ok: true, payload: { days: Number(days.normalize("NFKC").trim()), reason: tidyText(reason) } };
}
