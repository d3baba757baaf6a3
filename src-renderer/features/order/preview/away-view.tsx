import { Button, Progress } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Attachment } from "../../../../src-shared/domain/work-order/attachment.ts";
import type { FileAway } from "../../../data/desk-files.ts";
import { useDesk } from "../../../data/use-desk.ts";
import { useDownload } from "../../../data/use-file.ts";
import { Face } from "../../../ui/face.tsx";
import { formatSize } from "../../../ui/format.ts";
import { percentOf, useTimeLeft } from "../../../ui/transfer-line.tsx";
import styles from "./preview.module.css";

/** Why a file is not shown, and what to do about it. */
export function AwayView({ why, onAgain }: { why: FileAway; onAgain: () => void }): React.JSX.Element {
  const { t } = useTranslation("preview");
  const mayHelp = why !== "no-right" && why !== "too-many-pixels" && why !== "unreadable";
  return (
    <div className={styles["stage"]}>
      <Face words={t(`away.${why}`)}>
        {mayHelp && (
          <Button variant="default" onClick={onAgain}>
            {t("again")}
          </Button>
        )}
      </Face>
    </div>
  );
}

/** A file that is being opened, or fetched from the province. */
export function ComingView({ file }: { file: Attachment }): React.JSX.Element {
  const { t } = useTranslation("preview");
  const { files } = useDesk();
  const line = useDownload(file.sha256);
  const left = useTimeLeft()(line?.secondsLeft ?? null);
  if (line === null) {
    return (
      <div className={styles["stage"]}>
        <Face words={t("reading")} />
      </div>
    );
  }
  const percent = percentOf(line.got, line.size);
  const words = { got: formatSize(line.got), size: formatSize(line.size), percent };
  return (
    <div className={styles["stage"]}>
      <div className={styles["fetching"]} role="status">
        <span>
          {line.got === 0 ? t("waiting", words) : t("fetching", words)}
          {left !== "" && ` · ${t("timeLeft", { span: left })}`}
        </span>
        <Progress value={percent} aria-label={file.name} />
        <Button variant="default" size="xs" onClick={() => files.stop(file.sha256)}>
          {t("stop")}
        </Button>
      </div>
    </div>
  );
}
