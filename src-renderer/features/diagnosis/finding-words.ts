import { useTranslation } from "react-i18next";

import type { Check } from "../../data/diagnosis.ts";
import { formatSize } from "../../ui/format.ts";

/** People know the speed of a line from downloads, which count bytes. */
const bytesPerKbit = 125;

/** The sentence for what a check found; nothing while it has found nothing. */
export function useFindingWords(): (check: Check) => string {
  const { t } = useTranslation("diagnosis");
  return ({ name, state, word, figures, code }) => {
    if (state === "waiting" || state === "running") return "";
    if (state === "skipped") return t("says.skipped");
    const speed = formatSize(Number(figures?.["kbits"] ?? 0) * bytesPerKbit);
    const said = t(`says.${name}.${word}`, { ...figures, speed, defaultValue: t(`states.${state}`) });
    return code === undefined || code === "" ? said : `${said} (${code})`;
  };
}
