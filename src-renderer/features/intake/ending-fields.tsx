import { useTranslation } from "react-i18next";

import { mayAct } from "../../../src-shared/actions/authorise.ts";
import { useDesk } from "../../data/use-desk.ts";
import { CodeSelect, FormSection } from "../../ui/form/form-parts.tsx";
import { TextBlock } from "../../ui/form/text-fields.tsx";
import { parseAmount } from "../../ui/format.ts";
import { AnswerFields } from "./answer-fields.tsx";
import { endings, isShort, type Ending } from "./ending.ts";
import type { IntakeValues } from "./intake-values.ts";

type Props = Readonly<{
  values: IntakeValues;
  change: (part: Partial<IntakeValues>) => void;
  wrong: (name: string) => string | undefined;
}>;

/** The endings a person may choose at registration: what they may not decide is decided by others later. */
export function useEndings(): readonly Ending[] {
  const { actor, rules } = useDesk();
  const mayAnswer = mayAct(actor.roles, "answer-directly");
  const mayRefuse = actor.office === rules.offices.hub && mayAct(actor.roles, "refuse-order");
  return endings.filter((ending) => {
    if (ending === "order") return true;
    return ending === "refused" ? mayRefuse : mayAnswer;
  });
}

/** What has to be written for the ending chosen; nothing where the call becomes an order. */
export function EndingFields(props: Props): React.JSX.Element | null {
  const { ending = "order" } = props.values;
  if (isShort(ending)) return <ShortFields {...props} />;
  if (ending === "answered") return <Answer {...props} />;
  return ending === "refused" ? <Refusal {...props} /> : null;
}

function ShortFields({ values, change, wrong }: Props): React.JSX.Element {
  const { t } = useTranslation("intake");
  return (
    <FormSection title={t("sections.claim")}>
      <TextBlock
        label={t("fields.brief")}
        hint={t("fields.briefHint")}
        rows={3}
        value={values.facts}
        error={wrong("facts")}
        onChange={(facts) => change({ facts })}
      />
    </FormSection>
  );
}

function Answer({ values, change, wrong }: Props): React.JSX.Element {
  const { t } = useTranslation("intake");
  const { answer = "", article = "" } = values;
  const facts = {
    claim: { claimedCents: parseAmount(values.claimed) ?? 0 },
    employer: { name: values.employerName, address: values.employerAddress, contact: values.employerContact },
  };
  return (
    <FormSection title={t("sections.answer")}>
      <AnswerFields
        problem={values.problem}
        facts={facts}
        values={{ answer, article }}
        error={wrong("answer")}
        onChange={change}
      />
    </FormSection>
  );
}

function Refusal({ values, change, wrong }: Props): React.JSX.Element {
  const { t } = useTranslation("supervision");
  return (
    <FormSection title={t("refuseTitle")}>
      <CodeSelect
        label={t("refuseCode")}
        name="refusal-reason"
        needed
        value={values.refusalCode ?? ""}
        error={wrong("refusalCode")}
        onChange={(refusalCode) => change({ refusalCode })}
      />
      <TextBlock
        label={t("reason")}
        needed
        value={values.refusalReason ?? ""}
        error={wrong("refusalReason")}
        onChange={(refusalReason) => change({ refusalReason })}
      />
    </FormSection>
  );
}
