import { useTranslation } from "react-i18next";

import { maskName } from "../../ui/format.ts";
import { usePrintJob } from "./print-context.ts";

/** The worker's name as this print job shows it: in full, masked, or kept from the office that prints (保密). */
export function useWorkerName(): string {
  const { t } = useTranslation("printing");
  const { order, personal } = usePrintJob();
  if (order.workerWithheld) return t("withheld");
  return personal ? order.worker.name : maskName(order.worker.name);
}
