import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Attachment } from "../../../../src-shared/domain/work-order/attachment.ts";
import { useSyncPart } from "../../../data/use-desk.ts";
import { useFile, type ShownFile } from "../../../data/use-file.ts";
import type { SyncStatus } from "../../../data/desk-api.ts";
import { Face } from "../../../ui/face.tsx";
import { formatSize } from "../../../ui/format.ts";
import { AwayView, ComingView } from "./away-view.tsx";
import { PdfView } from "./pdf-view.tsx";
import { PictureView } from "./picture-view.tsx";
import styles from "./preview.module.css";
import type { Looking } from "./use-look.ts";

type Props = Readonly<{ file: Attachment; looking: Looking }>;

/** The file itself, or why it is not there. */
export function FileBody({ file, looking }: Props): React.JSX.Element {
  const isPicture = file.type.startsWith("image/");
  const [attempt, setAttempt] = useState(0);
  const shown = useFile(file, isPicture ? "page" : "original", attempt);
  const again = (): void => setAttempt((before) => before + 1);
  useWhenOnline(shown, again);
  if (shown === "loading") return <ComingView file={file} />;
  if ("why" in shown) return <AwayView why={shown.why} onAgain={again} />;
  return <Body file={file} looking={looking} shown={shown} />;
}

type BodyProps = Props & { shown: Extract<ShownFile, { blob: Blob }> };

function Body({ file, looking, shown }: BodyProps): React.JSX.Element {
  const { t } = useTranslation("preview");
  const { type, name } = file;
  if (type.startsWith("image/")) {
    return <PictureView url={shown.url} alt={t("picture", { name })} look={looking.look} />;
  }
  if (type === "application/pdf") return <PdfView blob={shown.blob} name={name} looking={looking} />;
  return (
    <div className={styles["stage"]}>
      {type.startsWith("audio/") && <audio controls src={shown.url} />}
      {type.startsWith("video/") && <video className={styles["media"]} controls src={shown.url} />}
      {type === "text/plain" && <Face title={name} words={`${formatSize(file.size)} · ${t("other")}`} />}
    </div>
  );
}

const lineOf = ({ line }: SyncStatus): SyncStatus["line"] => line;

/** What could not be fetched for want of a line is asked for again when there is one. */
function useWhenOnline(shown: ShownFile, again: () => void): void {
  const isOnline = useSyncPart(lineOf) === "online";
  const isAway = shown !== "loading" && "why" in shown && shown.why === "offline";
  const [wasOnline, setWasOnline] = useState(isOnline);
  useEffect(() => {
    setWasOnline(isOnline);
    if (isAway && isOnline && !wasOnline) again();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only the line's return asks again
  }, [isOnline, isAway]);
}
