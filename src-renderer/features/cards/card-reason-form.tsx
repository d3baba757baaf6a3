import { useTranslation } from "react-i18next";

import { liveCards, objectionableCards } from "../../../src-shared/domain/supervision/card-rights.ts";
import type { Card } from "../../../src-shared/domain/supervision/card.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useReasoned } from "../../data/use-reasoned.ts";
import { Face } from "../../ui/face.tsx";
import { ReasonedForm } from "../../ui/form/reasoned-form.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { CardField } from "./card-field.tsx";

/** 撤牌 by the hotline office, 异议 by the office that has the card: which one, and why. */
export function CardReasonForm({
  as,
  ...props
}: StepProps & Readonly<{ as: "revoke-card" | "object-to-card" }>): React.JSX.Element {
  const { t } = useTranslation("cards");
  const { actor } = useDesk();
  const { order } = props;
  const isRevoking = as === "revoke-card";
  const kind = isRevoking ? "revoke" : "object";
  const cards = (isRevoking ? liveCards(order) : objectionableCards(order, actor.office)).toReversed();
  const cardOf = (id: string): Card | undefined => cards.find((one) => one.id === id) ?? cards[0];
  const reasoned = useReasoned(order.id, as, cards[0]?.id);
  if (cards.length === 0) return <Face words={t("none")} />;
  return (
    <ReasonedForm
      {...props}
      {...reasoned}
      title={t(`${kind}Title`)}
      submitLabel={t(`${kind}Submit`)}
      reasonLabel={t(`${kind}Reason`)}
      confirm={() => (isRevoking ? t("revokeConfirm") : null)}
      choose={({ value, onChange }) => <CardField cards={cards} value={cardOf(value)} onChange={onChange} />}
      intent={({ choice, reason }) => {
        const card = cardOf(choice);
        return card ? { type: as, orderId: order.id, payload: { reason, card: card.id } } : { refusal: "no-such-card" };
      }}
    />
  );
}
