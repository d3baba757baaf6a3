import { Button, FileButton, Modal } from "@mantine/core";
import { useState, type DragEvent } from "react";
import { useTranslation } from "react-i18next";

import { attachmentTypes, type Attachment } from "../../../src-shared/domain/work-order/attachment.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { useAttachmentUrl } from "../../data/use-desk.ts";
import { classes } from "../../ui/classes.ts";
import { Face, TroubleNote } from "../../ui/face.tsx";
import { formatMoment, formatSize } from "../../ui/format.ts";
import { useSurroundings } from "../../ui/surroundings.tsx";
import styles from "./files.module.css";
import { useAttach } from "./use-attach.ts";

/** 附件: drop files here or choose them; works offline. A photo is shown, anything else can be opened. */
export function FilesTab({ order, mayAttach }: { order: WorkOrder; mayAttach: boolean }): React.JSX.Element {
  const { t } = useTranslation("order");
  const { saving, failures, attach } = useAttach(order.id);
  const [over, setOver] = useState(false);
  const [opened, setOpened] = useState<Attachment | null>(null);
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
            <FileCard file={file} onOpen={() => setOpened(file)} />
          </li>
        ))}
      </ul>
      <Modal opened={opened !== null} onClose={() => setOpened(null)} title={opened?.name} size="auto" centered>
        {opened !== null && <Preview file={opened} />}
      </Modal>
    </div>
  );
}

function FileCard({ file, onOpen }: { file: Attachment; onOpen: () => void }): React.JSX.Element {
  const { t } = useTranslation("ui");
  const { now } = useSurroundings();
  const url = useAttachmentUrl(file);
  const isPicture = file.type.startsWith("image/");
  return (
    <div className={styles["card"]}>
      <button type="button" className={styles["thumb"]} onClick={onOpen} aria-label={`${t("files.open")} ${file.name}`}>
        {isPicture && url !== null && url !== "loading" ? <img src={url} alt="" /> : <span>{kindOf(file)}</span>}
      </button>
      <div className={styles["about"]}>
        <span className={styles["name"]}>{file.name}</span>
        {file.caption !== "" && <span>{file.caption}</span>}
        <span className={styles["hint"]}>
          {formatSize(file.size)} · {file.addedBy} · {formatMoment(file.addedAt, now)}
        </span>
        <span className={file.stored ? styles["hint"] : styles["pending"]}>
          {file.stored ? `● ${t("files.stored")}` : `◐ ${t("files.pending")}`}
        </span>
      </div>
    </div>
  );
}

function kindOf(file: Attachment): string {
  return (file.name.split(".").at(-1) ?? "").slice(0, 5).toUpperCase();
}

function Preview({ file }: { file: Attachment }): React.JSX.Element {
  const { t } = useTranslation("order");
  const { t: ui } = useTranslation("ui");
  const url = useAttachmentUrl(file);
  if (url === "loading") return <Face words={t("loading", { ns: "common" })} />;
  if (url === null) return <Face words={ui("files.missing")} />;
  if (file.type.startsWith("image/")) {
    return <img className={styles["preview"]} src={url} alt={t("files.previewOf", { name: file.name })} />;
  }
  if (file.type.startsWith("audio/")) return <audio controls src={url} />;
  if (file.type.startsWith("video/")) return <video className={styles["preview"]} controls src={url} />;
  return (
    <Button component="a" href={url} download={file.name}>
      {ui("files.open")} {file.name}
    </Button>
  );
}
