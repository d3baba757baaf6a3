import { useTranslation } from "react-i18next";

import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import type { CardWords } from "./told.ts";

/** The words for the cards of an order, in the language of the screen. */
export function useCardWords({ cards, assignments }: Pick<WorkOrder, "cards" | "assignments">): CardWords {
  const { t } = useTranslation("cards");
  return {
    colour: (colour) => t(colour),
    clock: (clock) => t(`clocks.${clock}`),
    withdrawal: (reason) => t(`withdrawal.${reason}`),
    name: (id) => {
      const card = cards.find((one) => one.id === id);
      return card ? t("named", { card: t(card.colour), clock: t(`clocks.${card.clock}`) }) : "";
    },
    officeOf: (assignment) => assignments.find((one) => one.id === assignment)?.office ?? "",
  };
}
