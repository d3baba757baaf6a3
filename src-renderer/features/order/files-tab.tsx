import { Button, FileButton } from "@mantine/core";
import { useState, type DragEvent } from "react";
import { useTranslation } from "react-i18next";

import { attachmentTypes, type Attachment } from "../../../src-shared/domain/work-order/attachment.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { useDesk, useSyncStatus } from "../../data/use-desk.ts";
import { useFile, useIsHere } from "../../data/use-file.ts";
import { classes } from "../../ui/classes.ts";
import { Face, TroubleNote } from "../../ui/face.tsx";
import { formatMoment, formatSize } from "../../ui/format.ts";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { TransferLine } from "../../ui/transfer-line.tsx";
import { useWithdraw } from "../../ui/use-withdraw.ts";
import styles from "./files.module.css";
import { FilePreview } from "./preview/file-preview.tsx";
import { useAttach } from "./use-attach.ts";

/** 附件: drop files here or choose them; works offline. A photo is shown, anything else can be opened. */
export function FilesTab({ order, mayAttach }: { order: WorkOrder; mayAttach: boolean }): React.JSX.Element {
  const { t } = useTranslation("order");
  const { saving, failures, attach } = useAttach(order.id);
  const [over, setOver] = useState(false);
  const [opened, setOpened] = useState<Attachment | null>(null);
  // What was looked at is on this computer afterwards: the cards look again.
  const [looks, setLooks] = useState(0);
  const open = (file: Attachment | null): void => {
    setOpened(file);
    if (file === null) setLooks((before) => before + 1);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    if (mayAttach) attach([...event.dataTransfer.files]);
  };
  return (
    <div
      className={classes(styles["files"], over && styles["over"])}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(mayAttach);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {failures.map((failure) => (
        <TroubleNote key={failure}>{failure}</TroubleNote>
      ))}
      {mayAttach && (
        <div className={styles["tools"]}>
          <FileButton multiple accept={attachmentTypes.join(",")} onChange={attach}>
            {(props) => (
              <Button {...props} size="xs" variant="default" loading={saving !== null}>
                {t("files.add")}
              </Button>
            )}
          </FileButton>
          <span className={styles["hint"]}>
            {saving === null ? t("files.limit") : t("files.adding", { name: saving })}
          </span>
        </div>
      )}
      {order.workerWithheld && <p className={styles["hint"]}>{t("files.withheld")}</p>}
      {order.attachments.length === 0 && !order.workerWithheld && <Face words={t("files.empty")} />}
      <ul className={styles["grid"]}>
        {order.attachments.map((file) => (
          <li key={file.sha256}>
            <FileCard file={file} looks={looks} onOpen={() => setOpened(file)} />
          </li>
        ))}
      </ul>
      <FilePreview files={order.attachments} opened={opened} onOpen={open} />
    </div>
  );
}

type CardProps = Readonly<{ file: Attachment; looks: number; onOpen: () => void }>;

function FileCard({ file, looks, onOpen }: CardProps): React.JSX.Element {
  const { t } = useTranslation("ui");
  const { now } = useSurroundings();
  const isHere = useIsHere(file.sha256, looks);
  return (
    <div className={styles["card"]}>
      <button type="button" className={styles["thumb"]} onClick={onOpen} aria-label={`${t("files.open")} ${file.name}`}>
        {file.type.startsWith("image/") && isHere === true ? <Stamp file={file} /> : <span>{kindOf(file)}</span>}
      </button>
      <div className={styles["about"]}>
        <span className={styles["name"]}>{file.name}</span>
        {file.caption !== "" && <span>{file.caption}</span>}
        <span className={styles["hint"]}>
          {formatSize(file.size)} · {file.addedBy} · {formatMoment(file.addedAt, now)}
        </span>
        <FileStage file={file} isHere={isHere !== false} />
      </div>
    </div>
  );
}

function Stamp({ file }: { file: Attachment }): React.JSX.Element {
  const shown = useFile(file, "stamp");
  return shown !== "loading" && "url" in shown ? <img src={shown.url} alt="" /> : <span>{kindOf(file)}</span>;
}

/** Whether the province has the file, and how far it is where this computer sends it. */
function FileStage({ file, isHere }: { file: Attachment; isHere: boolean }): React.JSX.Element {
  const { t } = useTranslation("ui");
  const { t: p } = useTranslation("preview");
  const away = isHere ? "" : ` · ${p("notHere")}`;
  const desk = useDesk();
  const withdraw = useWithdraw(desk.withdraw);
  const line = useSyncStatus().uploads.find((one) => one.sha256 === file.sha256);
  if (file.stored) return <span className={styles["hint"]}>{`● ${t("files.stored")}${away}`}</span>;
  if (line === undefined) return <span className={styles["pending"]}>{`◐ ${t("files.pending")}${away}`}</span>;
  return (
    <TransferLine
      transfer={line}
      onPause={(isPaused) => void desk.pauseUploads([file.sha256], isPaused)}
      onCancel={line.isSaved ? () => withdraw(line.actionId) : undefined}
    />
  );
}

function kindOf(file: Attachment): string {
  return (file.name.split(".").at(-1) ?? "").slice(0, 5).toUpperCase();
}
