import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { PacketFile, PacketOpened, PacketWritten } from "../../data/courier/courier-api.ts";
import { saveBlob } from "../../platform/save-blob.ts";
import { TroubleNote } from "../../ui/face.tsx";
import { formatMoment, formatSize } from "../../ui/format.ts";
import { useProblemWords } from "../../ui/problem-words.ts";
import { useSurroundings } from "../../ui/surroundings.tsx";
import styles from "./sync-center.module.css";

type Done<Result> = Extract<Result, { ok: true }>;

/** What came of writing or opening a packet. */
export type Outcome =
  | Readonly<{ kind: "trouble" | "no-line"; trouble: string }>
  | Readonly<{ kind: "written"; written: Done<PacketWritten> }>
  | Readonly<{ kind: "opened"; opened: Done<PacketOpened> }>;

type Relayed = Extract<PacketOpened, { ok: true; kind: "relayed" }>;
type Returned = Extract<PacketOpened, { ok: true; kind: "returned" }>;

/** Says what a packet brought, what was refused, and what to do next. */
export function PacketOutcome({ outcome }: { outcome: Outcome }): React.JSX.Element {
  const { t } = useTranslation("courier");
  const words = useProblemWords();
  // A packet that goes up was opened at a computer without a line; often it is the wrong one of two files on the stick.
  if (outcome.kind === "no-line") return <TroubleNote>{t("noLine")}</TroubleNote>;
  if (outcome.kind === "trouble") return <TroubleNote>{words(outcome.trouble)}</TroubleNote>;
  return (
    <div className={styles["outcome"]} role="status">
      {outcome.kind === "written" && <Written written={outcome.written} />}
      {outcome.kind === "opened" && outcome.opened.kind === "relayed" && <RelayedPacket relayed={outcome.opened} />}
      {outcome.kind === "opened" && outcome.opened.kind === "returned" && <ReturnedPacket returned={outcome.opened} />}
    </div>
  );
}

function Written({ written }: { written: Done<PacketWritten> }): React.JSX.Element {
  const { t } = useTranslation("courier");
  const { steps, files, filesLeft, file } = written;
  return (
    <>
      <p>{t("exported", { steps, files, size: formatSize(file.blob.size) })}</p>
      {filesLeft > 0 && <p>{t("filesLeft", { n: filesLeft })}</p>}
      <SaveButton file={file} label={t("saveAgain")} />
    </>
  );
}

function RelayedPacket({ relayed }: { relayed: Relayed }): React.JSX.Element {
  const { t } = useTranslation("courier");
  const { now } = useSurroundings();
  const { arrival, answer } = relayed;
  const { office, person, steps, accepted, files } = arrival;
  return (
    <>
      {arrival.expected === null ? (
        <p>{t("relayed", { office, person, steps, accepted, files, madeAt: formatMoment(arrival.madeAt, now) })}</p>
      ) : (
        <p>{t("relayedGap")}</p>
      )}
      {arrival.refused > 0 && <p>{t("relayedRefused", { n: arrival.refused })}</p>}
      {arrival.parked > 0 && <p>{t("relayedParked", { n: arrival.parked })}</p>}
      {arrival.refusedFiles.length > 0 && <p>{t("relayedFiles", { n: arrival.refusedFiles.length })}</p>}
      <p>{t("carryBack")}</p>
      <SaveButton file={answer} label={t("saveAnswer")} />
    </>
  );
}

function ReturnedPacket({ returned }: { returned: Returned }): React.JSX.Element {
  const { t } = useTranslation("courier");
  const { now } = useSurroundings();
  const { at, receipts, files, orders, refused, asksAgain } = returned;
  return (
    <>
      <p>{t("returned", { at: formatMoment(at, now), receipts, files, orders })}</p>
      {refused > 0 && <p>{t("returnedRefused", { n: refused })}</p>}
      {asksAgain && <p>{t("asksAgain")}</p>}
    </>
  );
}

function SaveButton({ file, label }: { file: PacketFile; label: string }): React.JSX.Element {
  return (
    <Button size="xs" variant="default" onClick={() => saveBlob(file.name, file.blob)}>
      {label}
    </Button>
  );
}
