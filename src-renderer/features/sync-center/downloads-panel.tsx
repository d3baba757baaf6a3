import { useTranslation } from "react-i18next";

import { useDesk } from "../../data/use-desk.ts";
import { useDownloads } from "../../data/use-file.ts";
import { DownloadLine } from "../../ui/download-line.tsx";
import { SyncSection } from "./sync-section.tsx";
import styles from "./sync-center.module.css";

/** 附件取回: files that come from the province because somebody looks at them or prints them. */
export function DownloadsPanel(): React.JSX.Element | null {
  const { t } = useTranslation("syncCenter");
  const { files } = useDesk();
  const lines = useDownloads();
  if (lines.length === 0) return null;
  return (
    <SyncSection title={t("downloads")} count={lines.length}>
      <ul className={styles["files"]}>
        {lines.map((line) => (
          <li key={line.sha256}>
            <DownloadLine {...line} title={line.name} onStop={() => files.stop(line.sha256)} />
          </li>
        ))}
      </ul>
    </SyncSection>
  );
}
