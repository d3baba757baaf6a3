import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import { lapsedOffer } from "../../../src-shared/actions/lapsed-offer.ts";
import { activeAssignment } from "../../../src-shared/domain/assignment/custody.ts";
import { extensionsGranted } from "../../../src-shared/domain/extension/extensions-of.ts";
import { judgeOf, nextExtension } from "../../../src-shared/domain/extension/request-extension.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk, useReference } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face, TroubleNote } from "../../ui/face.tsx";
import { problemsOf, required, wholeNumber, type Checked } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { FormRow } from "../../ui/form/form-parts.tsx";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { TextBlock, TextLine } from "../../ui/form/text-fields.tsx";
import { useStepForm } from "../../ui/form/use-step-form.ts";
import { useProblemWords } from "../../ui/problem-words.ts";
import { useOfficeName, useSurroundings } from "../../ui/surroundings.tsx";
import { NewDue } from "./new-due.tsx";

const schema = Type.Object({ days: Type.String(), reason: Type.String() });
type Values = Static<typeof schema>;

/** What a request may name at most where the policy has no extension left: the province then says so. */
const longestRequest = 60;

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
  const { policy } = useReference();
  const most = nextExtension(order, policy)?.upTo.amount ?? longestRequest;
  const form = useStepForm({
    draft,
    check: (facts) => check(facts, most),
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

/** Who decides and until when it would be; or why nothing can be asked any more. */
function RuleWords({ order, days }: { order: WorkOrder; days: number }): React.JSX.Element {
  const { t } = useTranslation("requests");
  const reference = useReference();
  const { officeById, calendar, now } = useSurroundings();
  const words = useProblemWords();
  const office = useOfficeName();
  const turn = activeAssignment(order);
  const rule = nextExtension(order, reference.policy);
  const lapsed = lapsedOffer(order, "request-extension", { at: now, calendar, policy: reference.policy });
  if (lapsed !== null || !turn || !rule) return <TroubleNote>{words(lapsed ?? "assignment-moved")}</TroubleNote>;
  const judge = judgeOf(turn, rule, { find: (id) => officeById.get(id), hub: reference.hub });
  const most = rule.upTo.amount;
  return (
    <div>
      <div>{t("extension.rule", { n: extensionsGranted(order) + 1, max: most, office: office(judge) })}</div>
      <NewDue due={turn.completeBy} days={days} most={most} />
    </div>
  );
}

function check({ days, reason }: Values, most: number): Checked<Readonly<{ days: number; reason: string }>> {
  const problems = problemsOf({ days: wholeNumber(days, 1, most), reason: required(reason, 2000) });
  if (problems) return { ok: false, problems };
  return { ok: true, payload: { days: Number(days.normalize("NFKC").trim()), reason: tidyText(reason) } };
}
