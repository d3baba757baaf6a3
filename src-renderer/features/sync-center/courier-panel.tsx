import { Button, Group } from "@mantine/core";
import { useRef, useState, type ChangeEvent } from "react";
import { useTranslation } from "react-i18next";

import type { PacketContents, PacketOpened, PacketWritten } from "../../data/courier/courier-api.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useLive } from "../../data/use-live.ts";
import { saveBlob } from "../../platform/save-blob.ts";
import { formatMoment, formatSize } from "../../ui/format.ts";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { PacketOutcome, type Outcome } from "./packet-outcome.tsx";
import styles from "./sync-center.module.css";

type Work = Readonly<{ sent: number; size: number }> | "working" | null;

/** 离线包: what would leave by hand, the two things to do with it, and what came of the last one. */
export function CourierPanel(): React.JSX.Element {
  const { t } = useTranslation("courier");
  const desk = useDesk();
  const contents = useLive(desk.courier.contents$);
  const [work, setWork] = useState<Work>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const doing = async (job: () => Promise<Outcome>): Promise<void> => {
    setWork("working");
    setOutcome(null);
    try {
      setOutcome(await job());
    } catch {
      setOutcome({ kind: "trouble", trouble: "local-store" });
    } finally {
      setWork(null);
    }
  };
  const write = (): void => void doing(async () => writtenOutcome(await desk.courier.write()));
  const open = (file: Blob): void =>
    void doing(async () => openedOutcome(await desk.courier.open(file, (sent, size) => setWork({ sent, size }))));
  return (
    <section className={styles["section"]} aria-label={t("title")}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <h2 className={styles["heading"]}>{t("title")}</h2>
          <p className={styles["hint"]}>{t("hint")}</p>
          {contents !== "loading" && <Contents contents={contents} />}
        </div>
        <Group gap="xs" wrap="nowrap">
          <Button variant="default" disabled={work !== null} onClick={write}>
            {t("export")}
          </Button>
          <ImportButton disabled={work !== null} onFile={open} />
        </Group>
      </Group>
      {work !== null && <p aria-live="polite">{work === "working" ? t("working") : t("sending", progressOf(work))}</p>}
      {outcome !== null && !isPast(outcome, contents) && <PacketOutcome outcome={outcome} />}
    </section>
  );
}

type Packed = Readonly<{ at: number; steps: number; files: number }>;

/** Whether all that a packet of before holds has reached the province meanwhile, over a line: it need not be carried. */
function hasArrived({ at, steps, files }: Packed, now: PacketContents): boolean {
  if (steps + files === 0) return false;
  return now.steps + now.files === 0 || (now.since !== null && now.since > at);
}

function isPast(outcome: Outcome, contents: PacketContents | "loading"): boolean {
  if (outcome.kind !== "written" || contents === "loading" || contents.written === null) return false;
  return hasArrived(contents.written, contents);
}

function progressOf({ sent, size }: Readonly<{ sent: number; size: number }>): { percent: number } {
  return { percent: Math.floor((100 * sent) / Math.max(1, size)) };
}

function writtenOutcome(written: PacketWritten): Outcome {
  if (!written.ok) return { kind: "trouble", trouble: written.trouble };
  saveBlob(written.file.name, written.file.blob);
  return { kind: "written", written };
}

function openedOutcome(opened: PacketOpened): Outcome {
  if (!opened.ok) return { kind: opened.trouble === "unreachable" ? "no-line" : "trouble", trouble: opened.trouble };
  if (opened.kind === "relayed") saveBlob(opened.answer.name, opened.answer.blob);
  return { kind: "opened", opened };
}

function Contents({ contents }: { contents: PacketContents }): React.JSX.Element {
  const { t } = useTranslation("courier");
  const { now } = useSurroundings();
  const { steps, files, bytes, since, written } = contents;
  const size = formatSize(bytes);
  const words = { steps, files, size, since: since === null ? "" : formatMoment(since, now) };
  const holds = t(steps === 0 ? "holdsFiles" : files === 0 ? "holdsSteps" : "holds", words);
  return (
    <>
      <p className={styles["contents"]}>{steps + files === 0 ? t("empty") : holds}</p>
      {steps > 0 && <p className={styles["hint"]}>{t("sealedHint")}</p>}
      {written !== null && !hasArrived(written, contents) && (
        <p className={styles["hint"]}>{t("written", { ...written, at: formatMoment(written.at, now) })}</p>
      )}
    </>
  );
}

function ImportButton({ disabled, onFile }: { disabled: boolean; onFile: (file: Blob) => void }): React.JSX.Element {
  const { t } = useTranslation("courier");
  const input = useRef<HTMLInputElement>(null);
  const chosen = (event: ChangeEvent<HTMLInputElement>): void => {
    const [file] = event.currentTarget.files ?? [];
    // The same file may be chosen twice: after it was copied again, say.
    event.currentTarget.value = "";
    if (file) onFile(file);
  };
  return (
    <>
      <Button variant="default" disabled={disabled} onClick={() => input.current?.click()}>
        {t("import")}
      </Button>
      <input ref={input} type="file" hidden accept=".lxqpack" aria-label={t("importLabel")} onChange={chosen} />
    </>
  );
}
