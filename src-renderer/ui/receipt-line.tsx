import { useTranslation } from "react-i18next";

import type { Instant } from "../../src-shared/kernel/instant.ts";
import { formatMoment } from "./format.ts";
import styles from "./receipt-line.module.css";
import { useSurroundings } from "./surroundings.tsx";

export type ReceiptFacts = Readonly<{
  savedAt: Instant | null;
  stage: "saved" | "sending" | "received" | "refused";
  number: number | null;
  receivedAt: Instant | null;
  verdict: "applied" | "merged" | "rejected" | "parked" | null;
}>;

/** How far a step has come: saved here → received by the province. Each link is a word, never only a mark. */
export function ReceiptLine({ receipt }: { receipt: ReceiptFacts }): React.JSX.Element {
  const { t } = useTranslation("ui");
  const { now } = useSurroundings();
  const { savedAt, receivedAt, number, stage, verdict } = receipt;
  const received = receivedAt !== null && number !== null;
  return (
    <span className={styles["chain"]}>
      {savedAt !== null && <span>{t("receipt.saved", { at: formatMoment(savedAt, now) })}</span>}
      {received ? (
        <span className={styles["link"]}>
          {t("receipt.received", { n: number, at: formatMoment(receivedAt, now) })}
        </span>
      ) : (
        <span className={styles["waiting"]}>{stage === "sending" ? t("receipt.sending") : t("receipt.waiting")}</span>
      )}
      {(verdict === "merged" || verdict === "parked") && (
        <span className={styles["link"]}>{t(`receipt.${verdict}`)}</span>
      )}
      {stage === "refused" && <span className={styles["refused"]}>{t("receipt.refused")}</span>}
    </span>
  );
}
