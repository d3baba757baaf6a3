import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import type { Intent } from "../../../src-shared/actions/action.ts";
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

const verdicts = ["yes", "no"] as const;
const schema = Type.Object({ verdict: Type.Enum([...verdicts, ""]), reason: Type.String() });
type Values = Static<typeof schema>;
type Verdict = Readonly<{ yes: boolean; reason: string }>;

type Props = StepProps &
  Readonly<{
    step: Intent["type"];
    words: Readonly<{ title: string; yes: string; no: string; submit: string; confirmYes: string | null }>;
    top: ReactNode;
    /** The step that a verdict makes; null when there is nothing to decide any more. */
    intent: (verdict: Verdict) => Intent | null;
  }>;

/** The answer to a request: yes or no, and why. */
export function VerdictForm(props: Props): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/${props.step}`, schema, { verdict: "", reason: "" });
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields(props: Props & { draft: Draft<Values> }): React.JSX.Element {
  const { draft, words, top, onLeave, onSent } = props;
  const { t } = useTranslation("requests");
  const desk = useDesk();
  const form = useStepForm({
    draft,
    check,
    send: async (verdict) => {
      const intent = props.intent(verdict);
      return intent ? desk.submit(intent) : ({ ok: false, refusal: "request-settled" } as const);
    },
    onSent,
  });
  const { values, change } = form;
  const wrong = useFieldWords(form.problems);
  return (
    <StepFormFrame
      title={words.title}
      submitLabel={words.submit}
      form={form}
      confirm={values.verdict === "yes" ? words.confirmYes : null}
      onLeave={onLeave}
    >
      {top}
      <CodeSegments
        label={t("verdict")}
        codes={verdicts}
        value={values.verdict}
        words={(code) => words[code]}
        error={wrong("verdict")}
        onChange={(verdict) => change({ verdict })}
      />
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

function check({ verdict, reason }: Values): Checked<Verdict> {
  const problems = problemsOf({ verdict: chosen(verdict), reason: required(reason, 2000) });
  return problems
    ? { ok: false, problems }
    : { ok: true, payload: { yes: verdict === "yes", reason: tidyText(reason) } };
}
