import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import { cardsToRule } from "../../../src-shared/domain/supervision/card-rights.ts";
import type { Card } from "../../../src-shared/domain/supervision/card.ts";
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
import { CardField } from "./card-field.tsx";

const verdicts = ["upheld", "dismissed"] as const;
const schema = Type.Object({ card: Type.String(), verdict: Type.Enum([...verdicts, ""]), reason: Type.String() });
type Values = Static<typeof schema>;

/** 认定发牌异议: upheld, the card is revoked. */
export function RuleCardForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("cards");
  const draft = useDraft(`${props.order.id}/rule-on-card`, schema, { card: "", verdict: "", reason: "" });
  if (draft === "loading") return <Face words={t("loading", { ns: "common" })} />;
  const cards = cardsToRule(props.order);
  const card = cards.find((one) => one.id === draft.value.card) ?? cards[0];
  if (!card) return <Face words={t("none")} />;
  return <Fields {...props} draft={draft} cards={cards} card={card} />;
}

type FieldsProps = StepProps & Readonly<{ draft: Draft<Values>; cards: readonly Card[]; card: Card }>;

function Fields({ order, draft, cards, card, onLeave, onSent }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation("cards");
  const desk = useDesk();
  const form = useStepForm({
    draft,
    check,
    send: (facts) => desk.submit({ type: "rule-on-card", orderId: order.id, payload: { ...facts, card: card.id } }),
    onSent,
  });
  const { values, change } = form;
  const wrong = useFieldWords(form.problems);
  return (
    <StepFormFrame title={t("ruleTitle")} submitLabel={t("ruleSubmit")} form={form} onLeave={onLeave}>
      <CardField cards={cards} value={card} onChange={(id) => change({ card: id })} />
      <CodeSegments
        label={t("verdict")}
        needed
        codes={verdicts}
        value={values.verdict}
        words={(code) => t(`verdicts.${code}`)}
        error={wrong("verdict")}
        onChange={(verdict) => change({ verdict })}
      />
      <TextBlock
        label={t("ruleReason")}
        needed
        value={values.reason}
        error={wrong("reason")}
        onChange={(reason) => change({ reason })}
      />
    </StepFormFrame>
  );
}

function check({ verdict, reason }: Values): Checked<Readonly<{ upheld: boolean; reason: string }>> {
  const problems = problemsOf({ verdict: chosen(verdict), reason: required(reason, 2000) });
  if (problems) return { ok: false, problems };
  return { ok: true, payload: { upheld: verdict === "upheld", reason: tidyText(reason) } };
}
