import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { SyncStatus, UploadLine } from "../data/desk-api.ts";
import { formatMoment } from "../ui/format.ts";
import { useSurroundings } from "../ui/surroundings.tsx";
import type { SyncFaceKind } from "../ui/sync-face.tsx";
import { percentOf } from "../ui/transfer-line.tsx";

export type SyncWords = Readonly<{ kind: SyncFaceKind; words: string }>;

/** The sync state as it stands at the foot of the rail: one of four faces, always in words. */
export function useSyncWords(status: SyncStatus): SyncWords {
  const { t } = useTranslation("shell");
  const { now } = useSurroundings();
  const { line, unsent: n } = status;
  const moment = (at: number | null): string => (at === null ? "" : formatMoment(at, now));
  if (status.refused > 0) return { kind: "trouble", words: t("sync.refused", { n: status.refused }) };
  const stopped = stoppedWords(t, status);
  if (stopped !== null) return stopped;
  if (line === "offline") {
    const since = moment(status.offlineSince);
    return { kind: "offline", words: n > 0 ? t("sync.offline", { n, since }) : t("sync.offlineEmpty", { since }) };
  }
  const busy = sendingWords(t, status) ?? fileWords(t, status);
  return busy === null
    ? { kind: "synced", words: t("sync.synced", { time: moment(status.lastContactAt) }) }
    : { kind: "sending", words: busy };
}

/** What keeps orders from coming until the person does something; null where nothing does. */
function stoppedWords(t: TFunction<"shell">, { trouble, unsent: n }: SyncStatus): SyncWords | null {
  if (trouble === "signed-out" || trouble === "device-copied") {
    return { kind: "trouble", words: n > 0 ? t("sync.signedOut", { n }) : t("sync.signedOutEmpty") };
  }
  if (trouble === "never-online") {
    return { kind: "offline", words: n > 0 ? t("sync.neverOnline", { n }) : t("sync.neverOnlineEmpty") };
  }
  return trouble === "protocol-too-old" ? { kind: "trouble", words: t("sync.tooOld", { n }) } : null;
}

function sendingWords(t: TFunction<"shell">, status: SyncStatus): string | null {
  const { unsent: n, firstSync } = status;
  if (firstSync !== null) return firstWords(t, firstSync);
  if (status.sending) return t("sync.sending", { n });
  if (status.line === "connecting") return t("sync.connecting");
  return n > 0 ? t("sync.waiting", { n }) : null;
}

function firstWords(t: TFunction<"shell">, { held, done, total }: NonNullable<SyncStatus["firstSync"]>): string {
  if (held) return t("sync.firstHeld");
  return total > 0 ? t("sync.first", { done, total }) : t("sync.firstAsking");
}

/** Files go after the steps and may take hours: until they are there, not everything is synced. */
function fileWords(t: TFunction<"shell">, { uploads }: SyncStatus): string | null {
  const files = uploads.filter(({ stage }) => stage !== "stuck");
  const n = files.length;
  if (n === 0) return null;
  if (files.every(({ stage }) => stage === "paused")) return t("sync.filesPaused", { n });
  const sum = (of: (line: UploadLine) => number): number => files.reduce((all, line) => all + of(line), 0);
  return t("sync.files", {
    n,
    percent: percentOf(
      sum(({ sent }) => sent),
      sum(({ size }) => size),
    ),
  });
}
