import { Button, Progress } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { SyncStatus, UploadLine } from "../../data/desk-api.ts";
import { useDesk } from "../../data/use-desk.ts";
import { formatSize } from "../../ui/format.ts";
import { percentOf, TransferLine, useTimeLeft } from "../../ui/transfer-line.tsx";
import { useWithdraw } from "../../ui/use-withdraw.ts";
import { OrderLink } from "./order-link.tsx";
import { SyncSection } from "./sync-section.tsx";
import styles from "./sync-center.module.css";

/** 附件上传: each file and all together, how long it will take, and what a person may stop. */
export function UploadsPanel({ status }: { status: SyncStatus }): React.JSX.Element | null {
  const { t } = useTranslation("syncCenter");
  const desk = useDesk();
  const { uploads } = status;
  if (uploads.length === 0) return null;
  const movable = uploads.filter((one) => one.stage !== "stuck");
  const allPaused = movable.every((one) => one.stage === "paused");
  const sent = sum(uploads, (one) => one.sent);
  const size = sum(uploads, (one) => one.size);
  const words = { n: uploads.length, sent: formatSize(sent), size: formatSize(size) };
  return (
    <SyncSection title={t("uploads")} count={uploads.length}>
      <div className={styles["all"]}>
        <p>
          {t("uploadsLeft", words)} <Why status={status} allPaused={allPaused} />
        </p>
        {movable.length > 0 && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => void desk.pauseUploads(movable.map(hashOf), !allPaused)}
          >
            {t(allPaused ? "uploadsResumeAll" : "uploadsPauseAll")}
          </Button>
        )}
      </div>
      {uploads.length > 1 && <Progress value={percentOf(sent, size)} size="md" aria-label={t("uploads")} />}
      <ul className={styles["files"]}>
        {uploads.map((line) => (
          <li key={line.sha256}>
            <OrderLink id={line.orderId} />
            <Line line={line} />
          </li>
        ))}
      </ul>
    </SyncSection>
  );
}

function Line({ line }: { line: UploadLine }): React.JSX.Element {
  const { t } = useTranslation("syncCenter");
  const desk = useDesk();
  const withdraw = useWithdraw(desk.withdraw);
  const takeBack = (): void => withdraw(line.actionId, t("uploadTakenBack", { name: line.name }));
  return (
    <TransferLine
      transfer={line}
      title={line.name}
      onPause={(isPaused) => void desk.pauseUploads([line.sha256], isPaused)}
      onCancel={line.isSaved ? takeBack : undefined}
    />
  );
}

/** Why nothing moves, or how long it will go on moving. */
function Why({ status, allPaused }: { status: SyncStatus; allPaused: boolean }): React.JSX.Element | null {
  const { t } = useTranslation("syncCenter");
  const span = useTimeLeft()(status.upload?.secondsLeft ?? null);
  if (allPaused) return <>{t("uploadsPaused")}</>;
  if (status.line === "offline") return <>{t("uploadsOffline")}</>;
  if (status.unsent > 0) return <>{t("uploadsAfterSteps")}</>;
  return span === "" ? null : <>{t("uploadsTime", { span })}</>;
}

function hashOf({ sha256 }: UploadLine): UploadLine["sha256"] {
  return sha256;
}

function sum(lines: readonly UploadLine[], of: (line: UploadLine) => number): number {
  return lines.reduce((all, line) => all + of(line), 0);
}
