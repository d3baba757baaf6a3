import { useTranslation } from "react-i18next";

import type { Check } from "../../data/diagnosis.ts";

/** The sentence for what a check found; nothing while it has found nothing. */
export function useFindingWords(): (check: Check) => string {
  const { t } = useTranslation("diagnosis");
  return ({ name, state, word, figures, code }) => {
    if (state === "waiting" || state === "running") return "";
    if (state === "skipped") return t("says.skipped");
    const said = t(`says.${name}.${word}`, { ...figures, defaultValue: t(`states.${state}`) });
    return code === undefined || code === "" ? said : `${said} (${code})`;
  };
}
