import { useTranslation } from "react-i18next";

import { openObjection } from "../../../src-shared/domain/objection/objectionable.ts";
import type { StepProps } from "../../ui/form/step-props.ts";
import { useOfficeName } from "../../ui/surroundings.tsx";
import { AskedWords } from "./asked-words.tsx";
import { useTargetWords } from "./target-words.ts";
import { VerdictForm } from "./verdict-form.tsx";

/** 裁定异议: the hub says whether a rating or verdict stands. */
export function RuleObjectionForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("requests");
  const name = useOfficeName();
  const targetWords = useTargetWords();
  const { order } = props;
  const objection = openObjection(order);
  const words = {
    title: t("objection.ruleTitle"),
    yes: t("objection.uphold"),
    no: t("objection.refuse"),
    submit: t("objection.submitRuling"),
    confirmYes: t("objection.upholdConfirm"),
  };
  const head = (office: string, who: string, what: string): string => t("objection.against", { office, who, what });
  const top = objection && (
    <AskedWords
      head={head(name(objection.office), objection.by, targetWords(order, objection.target))}
      text={objection.statement}
    />
  );
  return (
    <VerdictForm
      {...props}
      step="rule-objection"
      words={words}
      top={top}
      intent={({ yes, reason }) =>
        objection
          ? { type: "rule-objection", orderId: order.id, payload: { objection: objection.id, upheld: yes, reason } }
          : null
      }
    />
  );
}
