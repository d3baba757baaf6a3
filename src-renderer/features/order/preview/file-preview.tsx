import { Button, Modal } from "@mantine/core";
import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { savedName } from "../../../../src-shared/domain/work-order/saved-name.ts";
import type { Attachment } from "../../../../src-shared/domain/work-order/attachment.ts";
import { useDesk } from "../../../data/use-desk.ts";
import { saveBlob } from "../../../platform/save-blob.ts";
import { TroubleNote } from "../../../ui/face.tsx";
import { FileBody } from "./file-body.tsx";
import styles from "./preview.module.css";
import { useLook, type Looking } from "./use-look.ts";

type Props = Readonly<{
  files: readonly Attachment[];
  /** The file shown; null while none is. */
  opened: Attachment | null;
  onOpen: (file: Attachment | null) => void;
}>;

/** A file looked at inside the desk, with the others of the order one key away. */
export function FilePreview({ files, opened, onOpen }: Props): React.JSX.Element {
  const { t } = useTranslation("preview");
  const n = files.findIndex((one) => one.sha256 === opened?.sha256) + 1;
  return (
    <Modal
      opened={opened !== null}
      onClose={() => onOpen(null)}
      title={opened && t("title", { name: opened.name, n, total: files.length })}
      size="calc(100vw - 64px)"
      yOffset={16}
      padding="sm"
    >
      {opened && <Opened files={files} file={opened} onOpen={onOpen} />}
    </Modal>
  );
}

function Opened({ files, file, onOpen }: Omit<Props, "opened"> & { file: Attachment }): React.JSX.Element {
  const { t } = useTranslation("preview");
  const looking = useLook(file.sha256);
  const at = files.findIndex((one) => one.sha256 === file.sha256);
  const go = (by: number): void => {
    const other = files[at + by];
    if (other) onOpen(other);
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => go(-1),
    ArrowRight: () => go(1),
    "+": looking.larger,
    "=": looking.larger,
    "-": looking.smaller,
    "0": looking.fit,
    r: looking.turn,
    R: looking.turn,
    PageUp: looking.pageBack,
    PageDown: looking.pageOn,
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape" || event.ctrlKey || event.metaKey || event.altKey) return;
    // What is no key of ours must not move the list behind the preview either.
    event.stopPropagation();
    const act = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
    if (!act) return;
    event.preventDefault();
    act();
  };
  const isPicture = file.type.startsWith("image/");
  const isPaper = file.type === "application/pdf";
  return (
    <div className={styles["body"]} onKeyDown={onKey} tabIndex={-1} data-autofocus>
      <div className={styles["tools"]}>
        <Step label={t("previous")} onClick={() => go(-1)} disabled={at <= 0} />
        <Step label={t("next")} onClick={() => go(1)} disabled={at >= files.length - 1} />
        {(isPicture || isPaper) && <LookTools looking={looking} mayTurn={isPicture} />}
        <SaveOriginal file={file} />
        <span className={styles["hint"]}>{isPicture ? t("keys") : isPaper && t("keysPdf")}</span>
      </div>
      <FileBody key={file.sha256} file={file} looking={looking} />
    </div>
  );
}

type StepProps = Readonly<{ label: string; onClick: () => void; disabled?: boolean }>;

function Step({ label, onClick, disabled = false }: StepProps): React.JSX.Element {
  return (
    <Button size="xs" variant="default" onClick={onClick} disabled={disabled}>
      {label}
    </Button>
  );
}

function LookTools({ looking, mayTurn }: { looking: Looking; mayTurn: boolean }): React.JSX.Element {
  const { t } = useTranslation("preview");
  return (
    <>
      <Step label={t("smaller")} onClick={looking.smaller} />
      <span>{t("zoom", { percent: Math.round(looking.look.zoom * 100) })}</span>
      <Step label={t("larger")} onClick={looking.larger} />
      <Step label={t("fit")} onClick={looking.fit} />
      {mayTurn && <Step label={t("turn")} onClick={looking.turn} />}
    </>
  );
}

/** 保存原件: the bytes as they were attached, with whatever the camera wrote into them. */
function SaveOriginal({ file }: { file: Attachment }): React.JSX.Element {
  const { t } = useTranslation("preview");
  const { files } = useDesk();
  const [saving, setSaving] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    setSaving(true);
    const answer = await files.original(file).catch(() => ({ ok: false, why: "unreadable" }) as const);
    setSaving(false);
    setFailed(answer.ok ? null : t(`away.${answer.why}`));
    if (answer.ok) saveBlob(savedName(file.name, file.type), answer.blob);
  };
  return (
    <>
      <Button size="xs" loading={saving} onClick={() => void save()}>
        {t("save")}
      </Button>
      {failed !== null && <TroubleNote>{failed}</TroubleNote>}
    </>
  );
}
