import { Anchor, Popover } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { OfficeId } from "../../src-shared/kernel/ids.ts";
import { toChinaText, type Instant } from "../../src-shared/kernel/instant.ts";
import { formatMoment } from "./format.ts";
import styles from "./receipt-line.module.css";
import { useOfficeName, useSurroundings } from "./surroundings.tsx";

/** Who opened the order first after the step, and whether that office stands above the step's. */
export type OpenedFacts = Readonly<{ office: OfficeId; at: Instant; above: boolean }>;

export type ReceiptFacts = Readonly<{
  savedAt: Instant | null;
  stage: "saved" | "sending" | "received" | "refused";
  number: number | null;
  receivedAt: Instant | null;
  verdict: "applied" | "merged" | "rejected" | "parked" | null;
  effectiveAt?: Instant | null;
  hash?: string | null;
  opened?: OpenedFacts | null;
}>;

/**
 * How far a step has come: saved here → received by the province → opened by the office above. Each link is a word, never
 * only a mark; a click on the receipt shows it whole.
 * @see docs/spec/receipts.md RC-8, RC-20, RC-21
 */
export function ReceiptLine({ receipt }: { receipt: ReceiptFacts }): React.JSX.Element {
  const { t } = useTranslation("ui");
  const { now } = useSurroundings();
  const { savedAt, receivedAt, number, stage, verdict, opened } = receipt;
  const became = useOutcome()(verdict);
  const received = receivedAt !== null && number !== null;
  return (
    <span className={styles["chain"]}>
      {savedAt !== null && <span>{t("receipt.saved", { at: formatMoment(savedAt, now) })}</span>}
      {received ? (
        <span className={styles["link"]}>
          <Whole receipt={receipt} words={t("receipt.received", { n: number, at: formatMoment(receivedAt, now) })} />
        </span>
      ) : (
        <span className={styles["waiting"]}>{stage === "sending" ? t("receipt.sending") : t("receipt.waiting")}</span>
      )}
      {became !== null && <span className={styles["link"]}>{became}</span>}
      {stage === "refused" && verdict !== "parked" && <span className={styles["refused"]}>{t("receipt.refused")}</span>}
      {opened && <OpenedBy opened={opened} />}
    </span>
  );
}

/** What became of a step, where the chain does not say it anyhow; a newer province may answer what is not known here. */
function useOutcome(): (verdict: string | null) => string | null {
  const { t } = useTranslation("ui");
  return (verdict) => {
    if (verdict === null || verdict === "applied" || verdict === "rejected") return null;
    if (verdict === "merged" || verdict === "parked") return t(`receipt.${verdict}`);
    return t("stepToSee", { ns: "common", type: verdict });
  };
}

/** 上级已阅: who opened the order after the step, and when. */
export function OpenedBy({ opened }: { opened: OpenedFacts }): React.JSX.Element {
  const { t } = useTranslation("ui");
  const office = useOfficeName();
  const { now } = useSurroundings();
  const words = { office: office(opened.office), at: formatMoment(opened.at, now) };
  return (
    <span className={styles["opened"]}>{t(opened.above ? "receipt.openedAbove" : "receipt.openedBeside", words)}</span>
  );
}

function Whole({ receipt, words }: { receipt: ReceiptFacts; words: string }): React.JSX.Element {
  const { t } = useTranslation("ui");
  return (
    <Popover position="bottom-start" shadow="md" withinPortal trapFocus returnFocus width={380}>
      <Popover.Target>
        <Anchor component="button" type="button" fz={12} aria-label={t("receipt.show", { receipt: words })}>
          {words}
        </Anchor>
      </Popover.Target>
      <Popover.Dropdown>
        <Details receipt={receipt} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Details({ receipt }: { receipt: ReceiptFacts }): React.JSX.Element {
  const { t } = useTranslation("ui");
  const { number, savedAt, receivedAt, effectiveAt, hash } = receipt;
  const moment = (at: Instant | null | undefined): string | null => (at == null ? null : toChinaText(at));
  const facts = [
    [t("receipt.number"), String(number)],
    [t("receipt.savedAt"), moment(savedAt)],
    [t("receipt.receivedAt"), moment(receivedAt)],
    [t("receipt.effectiveAt"), moment(effectiveAt)],
  ] as const;
  return (
    <div className={styles["whole"]}>
      <p className={styles["title"]}>{t("receipt.title")}</p>
      <dl className={styles["facts"]}>
        {facts.map(([name, value]) => value !== null && <Fact key={name} name={name} value={value} />)}
        {hash != null && hash !== "" && <Fact name={t("receipt.hash")} value={spaced(hash)} isCode />}
      </dl>
      {hash != null && hash !== "" && <p className={styles["hint"]}>{t("receipt.hashWords")}</p>}
    </div>
  );
}

function Fact({ name, value, isCode }: { name: string; value: string; isCode?: boolean }): React.JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={isCode ? styles["code"] : undefined}>{value}</dd>
    </div>
  );
}

/** In fours, so that it can be read aloud. */
function spaced(hash: string): string {
  return hash.replace(/(.{4})(?=.)/g, "$1 ");
}
