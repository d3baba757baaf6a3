import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Intent } from "../../../src-shared/actions/action.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { Face } from "../face.tsx";
import { chosen, optional, problemsOf, required, type Checked } from "./checks.ts";
import { useFieldWords } from "./field-words.ts";
import { CodeSegments } from "./form-parts.tsx";
import { StepFormFrame } from "./step-form-frame.tsx";
import type { StepProps } from "./step-props.ts";
import { TextBlock } from "./text-fields.tsx";
import { useStepForm, type FormDraft } from "./use-step-form.ts";

type Answer = Readonly<{ choice: string; reason: string }>;
type Outcome = Readonly<{ ok: true }> | Readonly<{ ok: false; refusal: string }>;

/** The choice of a form, as the field that makes it needs it. */
export type ChoiceField = Readonly<{
  value: string;
  error: string | undefined;
  onChange: (choice: string) => void;
}>;

type Props = Pick<StepProps, "onLeave" | "onSent"> &
  Readonly<{
    draft: FormDraft<Answer> | "loading";
    submit: (intent: Intent) => Promise<Outcome>;
    title: string;
    submitLabel: string;
    reasonLabel?: string;
    rows?: number;
    /** Longest reason, in characters. */
    longest?: number;
    /** Whether nothing needs to be said. */
    silent?: boolean;
    /** Asked before sending: always, or after some choices only. */
    confirm?: string | ((choice: string) => string | null);
    hint?: ReactNode;
    top?: ReactNode;
    /** Draws what is chosen; absent where there is only a reason. */
    choose?: (field: ChoiceField) => ReactNode;
    /** What is chosen while nothing else can be, whatever the draft says. */
    only?: string | undefined;
    /** The step that an answer makes, or why there is none any more. */
    intent: (answer: Answer) => Intent | Readonly<{ refusal: string }>;
  }>;

/** The form of a step that says why, and at most chooses one thing. */
export function ReasonedForm({ draft, ...props }: Props): React.JSX.Element {
  const { t } = useTranslation("common");
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields(props: Props & Readonly<{ draft: FormDraft<Answer> }>): React.JSX.Element {
  const { draft, choose, only, confirm = null, reasonLabel, rows = 3, silent = false } = props;
  const { t } = useTranslation("form");
  const form = useStepForm({
    draft,
    check: (values) => check({ ...values, choice: only ?? values.choice }, props),
    send: async (answer): Promise<Outcome> => {
      const intent = props.intent(answer);
      return "refusal" in intent ? { ok: false, refusal: intent.refusal } : props.submit(intent);
    },
    onSent: props.onSent,
  });
  const { change } = form;
  const choice = only ?? form.values.choice;
  const wrong = useFieldWords(form.problems);
  return (
    <StepFormFrame
      title={props.title}
      submitLabel={props.submitLabel}
      form={form}
      confirm={typeof confirm === "function" ? confirm(choice) : confirm}
      hint={props.hint}
      onLeave={props.onLeave}
    >
      {props.top}
      {choose?.({ value: choice, error: wrong("choice"), onChange: (picked) => change({ choice: picked }) })}
      <TextBlock
        label={reasonLabel ?? t("reason")}
        needed={!silent}
        rows={rows}
        value={form.values.reason}
        error={wrong("reason")}
        onChange={(reason) => change({ reason })}
      />
    </StepFormFrame>
  );
}

function check({ choice, reason }: Answer, { choose, longest = 2000, silent }: Omit<Props, "draft">): Checked<Answer> {
  const problems = problemsOf({
    choice: choose ? chosen(choice) : undefined,
    reason: silent ? optional(reason, longest) : required(reason, longest),
  });
  return problems ? { ok: false, problems } : { ok: true, payload: { choice, reason: tidyText(reason) } };
}

const verdicts = ["yes", "no"] as const;

/** The answer to a request: `yes` or `no`. */
export function VerdictChoice({
  label,
  yes,
  no,
  value,
  error,
  onChange,
}: ChoiceField & Readonly<{ label: string; yes: string; no: string }>): React.JSX.Element {
  return (
    <CodeSegments
      label={label}
      needed
      codes={verdicts}
      value={verdicts.find((one) => one === value) ?? ""}
      words={(code) => (code === "yes" ? yes : no)}
      error={error}
      onChange={onChange}
    />
  );
}
