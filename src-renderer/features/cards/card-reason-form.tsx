import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import { liveCards, objectionableCards } from "../../../src-shared/domain/supervision/card-rights.ts";
import type { Card } from "../../../src-shared/domain/supervision/card.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { problemsOf, required, type Checked } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { TextBlock } from "../../ui/form/text-fields.tsx";
import { useStepForm } from "../../ui/form/use-step-form.ts";
import { CardField } from "./card-field.tsx";

const schema = Type.Object({ card: Type.String(), reason: Type.String() });
type Values = Static<typeof schema>;
type Props = StepProps & Readonly<{ as: "revoke-card" | "object-to-card" }>;

/** 撤牌 by the hotline office, 异议 by the office that has the card: which one, and why. */
export function CardReasonForm(props: Props): React.JSX.Element {
  const { t } = useTranslation("cards");
  const { actor } = useDesk();
  const draft = useDraft(`${props.order.id}/${props.as}`, schema, { card: "", reason: "" });
  if (draft === "loading") return <Face words={t("loading", { ns: "common" })} />;
  const open = props.as === "revoke-card" ? liveCards(props.order) : objectionableCards(props.order, actor.office);
  const cards = open.toReversed();
  const card = cards.find((one) => one.id === draft.value.card) ?? cards[0];
  if (!card) return <Face words={t("none")} />;
  return <Fields {...props} draft={draft} cards={cards} card={card} />;
}

type FieldsProps = Props & Readonly<{ draft: Draft<Values>; cards: readonly Card[]; card: Card }>;

function Fields({ order, as, draft, cards, card, onLeave, onSent }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation("cards");
  const desk = useDesk();
  const kind = as === "revoke-card" ? "revoke" : "object";
  const form = useStepForm({
    draft,
    check,
    send: (facts) => desk.submit({ type: as, orderId: order.id, payload: { ...facts, card: card.id } }),
    onSent,
  });
  const wrong = useFieldWords(form.problems);
  return (
    <StepFormFrame
      title={t(`${kind}Title`)}
      submitLabel={t(`${kind}Submit`)}
      form={form}
      onLeave={onLeave}
      confirm={kind === "revoke" ? t("revokeConfirm") : null}
    >
      <CardField cards={cards} value={card} onChange={(id) => form.change({ card: id })} />
      <TextBlock
        label={t(`${kind}Reason`)}
        needed
        value={form.values.reason}
        error={wrong("reason")}
        onChange={(reason) => form.change({ reason })}
      />
    </StepFormFrame>
  );
}

function check({ reason }: Values): Checked<Readonly<{ reason: string }>> {
  const problems = problemsOf({ reason: required(reason, 2000) });
  return problems ? { ok: false, problems } : { ok: true, payload: { reason: tidyText(reason) } };
}
