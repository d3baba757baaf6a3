import { Checkbox, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { callbackFactsSchema, type CallbackFacts } from "../../../src-shared/domain/callback/callback.ts";
import { chinaDay } from "../../../src-shared/kernel/instant.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { chosen, optional, problemsOf, required, type Checked } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { CodeSegments, CodeSelect, FormRow, TemplatedText } from "../../ui/form/form-parts.tsx";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { useStepForm } from "../../ui/form/use-step-form.ts";
import { useTemplates } from "../../ui/form/use-templates.ts";
import { useLabel } from "../../ui/surroundings.tsx";

const empty: CallbackFacts = {
  reached: true,
  person: "",
  solved: "unasked",
  resultRating: 0,
  attitudeRating: 0,
  reason: "",
  words: "",
  ruling: "none",
  rulingReason: "",
};

/** 回访: was the worker reached, is it solved, how are matter and manner rated; what follows is said before sending. */
export function CallbackForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/call-back`, callbackFactsSchema, empty);
  return draft === "loading" ? <Face words={t("loading")} /> : <LoadedForm {...props} draft={draft} />;
}

function LoadedForm({
  order,
  draft,
  onSent,
  onLeave,
}: StepProps & Readonly<{ draft: Draft<CallbackFacts> }>): React.JSX.Element {
  const { t } = useTranslation("callback");
  const desk = useDesk();
  const form = useStepForm({
    draft,
    check,
    send: (payload: CallbackFacts) => desk.submit({ type: "call-back", orderId: order.id, payload }),
    onSent,
  });
  const attempt = order.callbacks.filter((one) => one.round === order.round).length + 1;
  const { values, change } = form;
  return (
    <StepFormFrame
      form={form}
      title={`${t("title")} · ${t("attempt", { n: attempt })}`}
      submitLabel={t("submit")}
      hint={useConsequence(order, values)}
      onLeave={onLeave}
    >
      <CodeSegments
        label={t("reached")}
        codes={["yes", "no"]}
        value={values.reached ? "yes" : "no"}
        words={(code) => t(code === "yes" ? "reachedYes" : "reachedNo")}
        onChange={(code) => change({ reached: code === "yes", reason: "" })}
      />
      {values.reached ? (
        <ReachedFields form={form} order={order} />
      ) : (
        <CodeSelect
          label={t("unreachedReason")}
          name="unreached-reason"
          value={values.reason}
          onChange={(reason) => change({ reason })}
        />
      )}
    </StepFormFrame>
  );
}

type FieldsProps = Readonly<{
  form: ReturnType<typeof useStepForm<CallbackFacts, CallbackFacts, { ok: true }>>;
  order: WorkOrder;
}>;

function ReachedFields({ form, order }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation("callback");
  const label = useLabel();
  const { values, change, problems } = form;
  const words = useFieldWords(problems);
  const templates = useTemplates(order, "callback");
  return (
    <>
      <FormRow>
        <TextInput
          label={t("person")}
          value={values.person}
          error={words("person")}
          onChange={(event) => change({ person: event.currentTarget.value })}
        />
        <CodeSegments
          label={t("solved")}
          codes={["yes", "partly", "no"]}
          value={values.solved === "unasked" ? "" : values.solved}
          words={(code) => label("solved", code)}
          error={words("solved")}
          onChange={(solved) => change({ solved })}
        />
      </FormRow>
      <Rating
        label={t("result")}
        value={values.resultRating}
        error={words("resultRating")}
        onChange={(resultRating) => change({ resultRating })}
      />
      <Rating
        label={t("attitude")}
        value={values.attitudeRating}
        onChange={(attitudeRating) => change({ attitudeRating })}
      />
      {isPoor(values) && (
        <CodeSelect
          label={t("reason")}
          name="dissatisfaction-reason"
          value={values.reason}
          onChange={(reason) => change({ reason })}
        />
      )}
      <TemplatedText
        label={t("words")}
        value={values.words}
        error={words("words")}
        templates={templates.list}
        fill={templates.fill}
        onChange={(text) => change({ words: text })}
      />
      {isPoor(values) && <Ruling form={form} order={order} />}
    </>
  );
}

function Ruling({ form }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation("callback");
  const { values, change, problems } = form;
  const words = useFieldWords(problems);
  return (
    <>
      <Checkbox
        label={t("ruling")}
        checked={values.ruling === "unreasonable"}
        onChange={(event) => change({ ruling: event.currentTarget.checked ? "unreasonable" : "none" })}
      />
      {values.ruling === "unreasonable" && (
        <TextInput
          label={t("rulingReason")}
          value={values.rulingReason}
          error={words("rulingReason")}
          withAsterisk
          onChange={(event) => change({ rulingReason: event.currentTarget.value })}
        />
      )}
    </>
  );
}

const ratings = ["5", "4", "3", "2", "1"] as const;

function Rating({
  label,
  value,
  error,
  onChange,
}: {
  label: string;
  value: number;
  error?: string | undefined;
  onChange: (rating: number) => void;
}): React.JSX.Element {
  const name = useLabel();
  return (
    <CodeSegments
      label={label}
      codes={ratings}
      value={ratings.find((one) => one === String(value)) ?? ""}
      words={(code) => name("satisfaction", code)}
      error={error}
      onChange={(code) => onChange(Number(code))}
    />
  );
}

function isPoor(values: CallbackFacts): boolean {
  return values.solved === "no" || (values.resultRating > 0 && values.resultRating <= 2);
}

/** What sending will lead to, said before it is sent. */
function useConsequence(order: WorkOrder, values: CallbackFacts): string {
  const { t } = useTranslation("callback");
  const { rules, now } = useDesk();
  const { attempts, reworkAtRating } = rules.policy.callback;
  if (values.reached) {
    const poor = values.solved === "no" || (values.resultRating > 0 && values.resultRating <= reworkAtRating);
    return poor && values.ruling === "none" ? t("rework") : "";
  }
  const { callbacks, round } = order;
  const failed = callbacks.filter((one) => one.round === round && !one.reached);
  const days = new Set([...failed.map((one) => chinaDay(one.at)), chinaDay(now())]).size;
  return days >= attempts ? t("unreachable", { n: days }) : "";
}

function check(values: CallbackFacts): Checked<CallbackFacts> {
  if (!values.reached) {
    const { reason, words } = values;
    return { ok: true, payload: { ...empty, reached: false, reason, words: tidyText(words) } };
  }
  const ruled = isPoor(values) && values.ruling === "unreasonable";
  const problems = problemsOf({
    person: optional(values.person, 100),
    solved: chosen(values.solved === "unasked" ? "" : values.solved),
    resultRating: chosen(values.resultRating === 0 ? "" : "rated"),
    words: optional(values.words, 4000),
    rulingReason: ruled ? required(values.rulingReason, 2000) : undefined,
  });
  if (problems) return { ok: false, problems };
  return {
    ok: true,
    payload: { ...values, ruling: ruled ? "unreasonable" : "none", reason: isPoor(values) ? values.reason : "" },
  };
}
