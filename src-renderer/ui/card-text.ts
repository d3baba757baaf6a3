import { useTranslation } from "react-i18next";

import type { Card } from "../../src-shared/domain/supervision/card.ts";
import { toChinaText, toDueText } from "../../src-shared/kernel/instant.ts";
import { useOfficeName } from "./surroundings.tsx";

/** What is said of a card wherever it stands: on the order, in a form, on paper. */
export type CardText = Readonly<{
  /** 黄牌（受理） */
  name: (card: Card) => string;
  /** Whose it is, for which clock, when it fell. */
  why: (card: Card) => string;
  /** What became of it: confirmed, taken back, objected to. Empty for a card that simply stands. */
  became: (card: Card) => string;
}>;

export function useCardText(): CardText {
  const { t } = useTranslation("cards");
  const office = useOfficeName();
  const said = (card: Card): readonly string[] => {
    const { state, confirmedAt, withdrawn, revoked, objection } = card;
    const words: string[] = [];
    if (state === "provisional") words.push(t("provisionalWhy"));
    if (confirmedAt !== null) words.push(t("confirmedAt", { at: toChinaText(confirmedAt) }));
    if (objection) words.push(t("objected", { by: objection.by, reason: objection.reason }));
    if (objection?.ruling?.upheld === false) words.push(t("dismissed", { reason: objection.ruling.reason }));
    if (withdrawn)
      words.push(t("takenBack", { at: toChinaText(withdrawn.at), reason: t(`withdrawal.${withdrawn.reason}`) }));
    if (revoked) words.push(t("revokedBy", { at: toChinaText(revoked.at), by: revoked.by, reason: revoked.reason }));
    return words;
  };
  return {
    name: (card) => t("named", { card: t(card.colour), clock: t(`clocks.${card.clock}`) }),
    why: (card) =>
      t("why", {
        office: office(card.office),
        clock: t(`clocks.${card.clock}`),
        due: toDueText(card.due),
        at: toChinaText(card.issuedAt),
      }),
    became: (card) => said(card).map(withoutStop).join(t("joined")),
  };
}

/** A reason is somebody's own sentence; its full stop would stand before the mark that joins it to the next. */
function withoutStop(words: string, at: number, all: readonly string[]): string {
  return at === all.length - 1 ? words : words.replace(/[。；.;]+$/u, "");
}
