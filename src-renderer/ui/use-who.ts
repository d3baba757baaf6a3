import { useTranslation } from "react-i18next";

import { maskName } from "./format.ts";

/** How a line names the worker: masked, anonymous, or kept from this office (保密). */
export function useWho(): (line: Readonly<{ workerName: string; workerWithheld: boolean }>) => string {
  const { t } = useTranslation("inbox");
  return ({ workerName, workerWithheld }) => {
    if (workerWithheld) return t("withheld");
    return workerName === "" ? t("anonymous") : maskName(workerName);
  };
}
