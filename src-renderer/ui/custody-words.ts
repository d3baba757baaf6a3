import { useTranslation } from "react-i18next";

import { shareOf, type Hop } from "../../src-shared/domain/assignment/custody-chain.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { dayMs, hourMs, minuteMs } from "../../src-shared/kernel/instant.ts";
import { tellEvent } from "./telling/tell-event.ts";
import { useSay } from "./telling/use-say.ts";

type HopWords = Readonly<{ why: string; held: string; span: string; share: string }>;

/** A length of time by the clock: days and hours, below a day hours and minutes. */
export function useClockTime(): (ms: number) => string {
  const { t } = useTranslation("order");
  return (ms) => {
    const rest = { hours: Math.floor((ms % dayMs) / hourMs), minutes: Math.floor((ms % hourMs) / minuteMs) };
    return ms >= dayMs ? t("custody.span", { days: Math.floor(ms / dayMs), ...rest }) : t("custody.spanShort", rest);
  };
}

/** What the custody chain says of a hop, on the screen and on paper. */
export function useHopWords(order: WorkOrder): (hop: Hop) => HopWords {
  const { t } = useTranslation("order");
  const say = useSay(order);
  const span = useClockTime();
  return (hop) => {
    const share = shareOf(hop);
    const { limit } = hop;
    return {
      why: tellEvent(hop.why, say).title,
      held:
        hop.state === "suspended"
          ? t("custody.paused", { n: hop.workingDays })
          : t("custody.heldDays", { n: hop.netDays }),
      span: span(hop.ms),
      share:
        share === null || limit === null
          ? ""
          : t("custody.shareOf", {
              share: Math.round(share * 100),
              limit: t(`custody.limits.${limit.name}`),
              days: limit.days,
            }),
    };
  };
}
