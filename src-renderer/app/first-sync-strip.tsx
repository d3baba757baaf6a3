import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { hourMs, minuteMs } from "../../src-shared/kernel/instant.ts";
import type { SyncStatus } from "../data/desk-api.ts";
import { useDesk, useSyncStatus } from "../data/use-desk.ts";
import { Strip } from "../ui/face.tsx";
import { formatSize } from "../ui/format.ts";

type FirstSync = NonNullable<SyncStatus["firstSync"]>;

/**
 * The first sync in words: how much there is, how far it is, how long it still takes; it can be stopped and goes on from
 * where it was. Nothing once it is complete.
 * @see docs/spec/weak-line.md WK-21, WK-23
 */
export function FirstSyncStrip(): React.JSX.Element | null {
  const { t } = useTranslation("shell");
  const { firstSync, line } = useSyncStatus();
  const desk = useDesk();
  const left = useTimeLeft();
  if (firstSync === null) return null;
  const facts = { ...firstSync, size: formatSize(firstSync.bytes), left: left(firstSync) };
  const { held, total } = firstSync;
  return (
    <Strip
      actions={
        <Button size="xs" variant="default" onClick={() => desk.holdFirstSync(!held)}>
          {held ? t("firstSync.goOn") : t("firstSync.hold")}
        </Button>
      }
    >
      {t(`firstSync.${stageOf({ held, isOffline: line === "offline", isAsked: total > 0 })}`, facts)}
    </Strip>
  );
}

type Stage = "held" | "heldEarly" | "cut" | "cutEarly" | "asking" | "runs";

function stageOf({
  held,
  isOffline,
  isAsked,
}: Readonly<{ held: boolean; isOffline: boolean; isAsked: boolean }>): Stage {
  if (held) return isAsked ? "held" : "heldEarly";
  if (isOffline) return isAsked ? "cut" : "cutEarly";
  return isAsked ? "runs" : "asking";
}

/** Minutes and hours, as one says them; nobody needs to see seconds run. */
function useTimeLeft(): (firstSync: FirstSync) => string {
  const { t } = useTranslation("shell");
  return ({ remainingMs }) => {
    if (remainingMs === null) return t("firstSync.unknown");
    if (remainingMs < minuteMs) return t("firstSync.soon");
    if (remainingMs < 2 * hourMs) return t("firstSync.minutes", { n: Math.ceil(remainingMs / minuteMs) });
    return t("firstSync.hours", { n: Math.ceil(remainingMs / hourMs) });
  };
}
