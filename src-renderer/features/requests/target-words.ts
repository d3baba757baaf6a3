import { useTranslation } from "react-i18next";

import type { ObjectionTarget } from "../../../src-shared/domain/objection/objection.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { toChinaText } from "../../../src-shared/kernel/instant.ts";
import { useLabel } from "../../ui/surroundings.tsx";

/** Says what an objection is about, as the hub wrote it down. */
export function useTargetWords(): (order: WorkOrder, target: ObjectionTarget) => string {
  const { t } = useTranslation("requests");
  const label = useLabel();
  return (order, target) => {
    const callback = order.callbacks.find((one) => one.id === target.event);
    if (callback) {
      const rating = label("satisfaction", String(callback.resultRating));
      return t("objection.callback", { at: toChinaText(callback.at), rating });
    }
    const inspection = order.inspections.find((one) => one.id === target.event);
    if (!inspection) return "";
    const verdict = label("inspection-verdict", inspection.verdict);
    return t("objection.inspection", { at: toChinaText(inspection.at), verdict });
  };
}
