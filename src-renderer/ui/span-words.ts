import { useTranslation } from "react-i18next";

import { dayMs, hourMs, minuteMs } from "../../src-shared/kernel/instant.ts";

/** A length of time in the largest unit that fits: `12 分钟`, `3 小时`, `365 天`. */
export function useSpanWords(): (ms: number) => string {
  const { t } = useTranslation("shell");
  return (ms) => {
    const length = Math.abs(ms);
    if (length >= 2 * dayMs) return t("span.days", { n: Math.round(length / dayMs) });
    if (length >= 2 * hourMs) return t("span.hours", { n: Math.round(length / hourMs) });
    return t("span.minutes", { n: Math.max(1, Math.ceil(length / minuteMs)) });
  };
}
