import { useTranslation } from "react-i18next";

import { deadline } from "../../../src-shared/calendar/add-working-time.ts";
import { limitsFor } from "../../../src-shared/domain/reference/policy.ts";
import type { Classification } from "../../../src-shared/domain/work-order/classification.ts";
import { toDueText } from "../../../src-shared/kernel/instant.ts";
import { useReference } from "../../data/use-desk.ts";
import { useSurroundings } from "../../ui/surroundings.tsx";

/** Until when an order would have to be accepted and completed, were it dispatched now. */
export function useLimitsWords(): (classification: Classification) => string {
  const { t } = useTranslation("dispatch");
  const { policy, calendar } = useReference();
  const { now } = useSurroundings();
  return (classification) => {
    const limits = limitsFor(policy, classification.class, classification.urgency);
    return t("limits", {
      accept: toDueText(deadline(calendar, now, limits.accept)),
      complete: toDueText(deadline(calendar, now, limits.complete)),
    });
  };
}
