import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Attachment } from "../../../../src-shared/domain/work-order/attachment.ts";
import type { FileAway } from "../../../data/desk-files.ts";
import { useDesk } from "../../../data/use-desk.ts";
import { useDownload } from "../../../data/use-file.ts";
import { DownloadLine } from "../../../ui/download-line.tsx";
import { Face } from "../../../ui/face.tsx";
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
  if (line === null) {
    return (
      <div className={styles["stage"]}>
        <Face words={t("reading")} />
      </div>
    );
  }
  return (
    <div className={styles["stage"]}>
      <div className={styles["fetching"]}>
        <DownloadLine {...line} onStop={() => files.stop(file.sha256)} />
      </div>
    </div>
  );
}
