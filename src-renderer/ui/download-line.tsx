import { Button, Progress } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { formatSize } from "./format.ts";
import { percentOf, useTimeLeft } from "./transfer-line.tsx";
import styles from "./transfer-line.module.css";

type Props = Readonly<{
  name: string;
  /** Bytes. */
  got: number;
  size: number;
  secondsLeft: number | null;
  /** Above the words, where the name does not stand beside them anyway. */
  title?: string;
  onStop: () => void;
}>;

/** How far a file is on its way to this computer, in words and as a bar; it can be stopped. */
export function DownloadLine({ name, got, size, secondsLeft, title, onStop }: Props): React.JSX.Element {
  const { t } = useTranslation("preview");
  const left = useTimeLeft()(secondsLeft);
  const percent = percentOf(got, size);
  const words = { got: formatSize(got), size: formatSize(size), percent };
  return (
    <div className={styles["line"]} role="status">
      <div>
        {title !== undefined && <div className={styles["name"]}>{title}</div>}
        <span className={styles["words"]}>
          {got === 0 ? t("waiting", words) : t("fetching", words)}
          {left !== "" && ` · ${t("timeLeft", { span: left })}`}
        </span>
      </div>
      <Button size="compact-sm" variant="default" onClick={onStop} aria-label={`${t("stop")} ${name}`}>
        {t("stop")}
      </Button>
      <Progress className={styles["bar"] ?? ""} value={percent} size="sm" aria-label={name} />
    </div>
  );
}
