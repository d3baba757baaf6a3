import { useTranslation } from "react-i18next";

import { hasNewerContent } from "../../../src-shared/domain/work-order/known-event.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { Strip } from "../../ui/face.tsx";

/** Says that an order holds what only a newer program shows; nothing when it does not. */
export function NewerStrip({ order }: { order: WorkOrder }): React.JSX.Element | null {
  const { t } = useTranslation("common");
  return hasNewerContent(order) ? <Strip>{t("newerOrder")}</Strip> : null;
}
