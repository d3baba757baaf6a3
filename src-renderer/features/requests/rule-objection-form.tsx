import { useTranslation } from "react-i18next";

import { openObjection } from "../../../src-shared/domain/objection/objectionable.ts";
import { useReasoned } from "../../data/use-reasoned.ts";
import { ReasonedForm, VerdictChoice } from "../../ui/form/reasoned-form.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { useOfficeName } from "../../ui/surroundings.tsx";
import { AskedWords } from "./asked-words.tsx";
import { useTargetWords } from "./target-words.ts";

/** 裁定异议: the hub says whether a rating or verdict stands. */
export function RuleObjectionForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("requests");
  const name = useOfficeName();
  const targetWords = useTargetWords();
  const { order } = props;
  const objection = openObjection(order);
  const head = (office: string, who: string, what: string): string => t("objection.against", { office, who, what });
  return (
    <ReasonedForm
      {...props}
      {...useReasoned(order.id, "rule-objection")}
      title={t("objection.ruleTitle")}
      submitLabel={t("objection.submitRuling")}
      confirm={(verdict) => (verdict === "yes" ? t("objection.upholdConfirm") : null)}
      top={
        objection && (
          <AskedWords
            head={head(name(objection.office), objection.by, targetWords(order, objection.target))}
            text={objection.statement}
          />
        )
      }
      choose={(field) => (
        <VerdictChoice label={t("verdict")} yes={t("objection.uphold")} no={t("objection.refuse")} {...field} />
      )}
      intent={({ choice, reason }) =>
        objection
          ? {
              type: "rule-objection",
              orderId: order.id,
              payload: { objection: objection.id, upheld: choice === "yes", reason },
            }
          : { refusal: "request-settled" }
      }
    />
  );
}
