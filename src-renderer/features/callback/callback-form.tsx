import { useTranslation } from "react-i18next";

import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { useDesk, useReference } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { WorkerLine } from "../../ui/case-parts.tsx";
import { Face } from "../../ui/face.tsx";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { CodeSegments, CodeSelect, TemplatedText } from "../../ui/form/form-parts.tsx";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { useStepForm } from "../../ui/form/use-step-form.ts";
import { useTemplates } from "../../ui/form/use-templates.ts";
import { LastReport } from "../../ui/last-report.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { ReachedFields } from "./reached-fields.tsx";
import {
  callbackValues,
  checkCallback,
  daysTried,
  emptyCallback,
  isPoor,
  reachedAnswers,
  type CallbackValues,
} from "./callback-values.ts";

/** 回访: call and matter are rated apart; what the answers lead to is said before they are sent. */
export function CallbackForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/call-back`, callbackValues, emptyCallback);
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields({ order, draft, onLeave, onSent }: StepProps & { draft: Draft<CallbackValues> }): React.JSX.Element {
  const { t } = useTranslation("callback");
  const desk = useDesk();
  const { policy } = useReference();
  const form = useStepForm({
    draft,
    check: (values) => checkCallback(values, policy),
    send: (payload) => desk.submit({ type: "call-back", orderId: order.id, payload }),
    onSent,
  });
  const { values, change } = form;
  const wrong = useFieldWords(form.problems);
  const templates = useTemplates(order, "callback");
  const attempt = order.callbacks.filter((one) => one.round === order.round).length + 1;
  const hint = useConsequence(order, values);
  const reveal = async (field: "name" | "phone", reason: string): Promise<boolean> =>
    (await desk.submit({ type: "disclose", orderId: order.id, payload: { field, reason } })).ok;
  return (
    <StepFormFrame
      title={`${t("title")} · ${t("attempt", { n: attempt })}`}
      submitLabel={t("submit")}
      form={form}
      onLeave={onLeave}
      hint={hint}
    >
      <WorkerLine order={order} onReveal={reveal} />
      <LastReport order={order} />
      <CodeSegments
        label={t("reached")}
        codes={reachedAnswers}
        value={values.reached}
        words={(code) => (code === "reached" ? t("reachedYes") : t("reachedNo"))}
        error={wrong("reached")}
        onChange={(reached) => change({ reached, reason: "" })}
      />
      {values.reached === "reached" && <ReachedFields form={form} wrong={wrong} />}
      {values.reached === "not-reached" && (
        <CodeSelect
          label={t("unreachedReason")}
          name="unreached-reason"
          value={values.reason}
          onChange={(reason) => change({ reason })}
        />
      )}
      <TemplatedText
        label={t("words")}
        value={values.words}
        error={wrong("words")}
        templates={templates.list}
        fill={templates.fill}
        onChange={(words) => change({ words })}
      />
    </StepFormFrame>
  );
}

function useConsequence(order: WorkOrder, values: CallbackValues): string | undefined {
  const { t } = useTranslation("callback");
  const { policy } = useReference();
  const { now } = useSurroundings();
  if (isPoor(values, policy) && !values.unreasonable) return t("rework");
  const days = daysTried(order, now);
  return values.reached === "not-reached" && days >= policy.callback.attempts
    ? t("unreachable", { n: days })
    : undefined;
}
