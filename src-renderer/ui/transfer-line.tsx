import { Button, Progress } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { formatSize } from "./format.ts";
import styles from "./transfer-line.module.css";

export type Transfer = Readonly<{
  name: string;
  /** Bytes. */
  sent: number;
  size: number;
  stage: "sending" | "waiting" | "paused" | "stuck";
}>;

type Props = Readonly<{
  transfer: Transfer;
  /** Above the words, where the name does not stand beside them anyway. */
  title?: string;
  onPause: (isPaused: boolean) => void;
  /** Only while nothing of it has left this computer. */
  onCancel?: (() => void) | undefined;
}>;

/** How far a file is on its way to the province, in words and as a bar; it can be stopped and let go on. */
export function TransferLine({ transfer, title, onPause, onCancel }: Props): React.JSX.Element {
  const { t } = useTranslation("ui");
  const { name, sent, size, stage } = transfer;
  const words = useTransferWords();
  const isPaused = stage === "paused";
  return (
    <div className={styles["line"]}>
      <div>
        {title !== undefined && <div className={styles["name"]}>{title}</div>}
        <span className={styles["words"]}>{words(transfer)}</span>
      </div>
      <div className={styles["buttons"]}>
        {stage !== "stuck" && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onPause(!isPaused)}
            aria-label={`${t(isPaused ? "transfer.resume" : "transfer.pause")} ${name}`}
          >
            {t(isPaused ? "transfer.resume" : "transfer.pause")}
          </Button>
        )}
        {onCancel !== undefined && (
          <Button size="compact-sm" variant="subtle" onClick={onCancel} aria-label={`${t("transfer.cancel")} ${name}`}>
            {t("transfer.cancel")}
          </Button>
        )}
      </div>
      <Progress className={styles["bar"] ?? ""} value={percentOf(sent, size)} size="sm" aria-label={name} />
    </div>
  );
}

export function percentOf(sent: number, size: number): number {
  return Math.min(100, Math.floor((100 * sent) / Math.max(1, size)));
}

function useTransferWords(): (transfer: Transfer) => string {
  const { t } = useTranslation("ui");
  return ({ sent, size, stage }) => {
    const n = { percent: percentOf(sent, size), sent: formatSize(sent), size: formatSize(size) };
    return sent > 0 && stage !== "stuck" ? t(`transfer.${stage}At`, n) : t(`transfer.${stage}`, n);
  };
}

/** How long is left in words, as people say it: nobody believes seconds. Empty while it is not known. */
export function useTimeLeft(): (seconds: number | null) => string {
  const { t } = useTranslation("ui");
  return (seconds) => {
    if (seconds === null) return "";
    const minutes = Math.ceil(seconds / 60);
    if (minutes <= 1) return t("transfer.underMinute");
    return minutes < 90 ? t("transfer.minutes", { n: minutes }) : t("transfer.hours", { n: Math.round(minutes / 60) });
  };
}
