import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { chinaDay, toChinaText, type Instant } from "../../../src-shared/kernel/instant.ts";
import { PaperMark } from "./paper-mark.tsx";
import { usePrintJob } from "./print-context.ts";

/** A paragraph, or a rule to write on by hand (numbered, to tell rules apart). */
export type LetterPart = string | Readonly<{ rule: number }>;

/** A letter after GB/T 9704: issuer, number, title, whom it is for, paragraphs, who signs and when, room for the seal. */
export function Letter({
  title,
  number,
  to,
  paragraphs,
  from,
  at,
}: {
  title: string;
  number: string;
  to: string;
  paragraphs: readonly LetterPart[];
  from: string;
  at: Instant;
}): React.JSX.Element {
  const { t } = useTranslation("printing");
  const { order, unsynced, printedAt } = usePrintJob();
  const [year = "", month = "", day = ""] = chinaDay(at).split("-");
  return (
    <article className="paper-letter">
      {order.classification.flags.includes("confidential") && <div className="paper-secret">{t("confidential")}</div>}
      <p className="paper-letter-issuer">{t("organisation")}</p>
      <p className="paper-letter-number">{number}</p>
      {unsynced > 0 && <p className="paper-marks">{t("unsynced", { n: unsynced, at: toChinaText(printedAt) })}</p>}
      <h2>{title}</h2>
      <p className="paper-letter-to">{to}</p>
      {paragraphs.map((part) =>
        typeof part === "string" ? (
          <p key={part} className="paper-letter-text">
            {unbroken(part)}
          </p>
        ) : (
          <p key={part.rule} className="paper-letter-rule" />
        ),
      )}
      <div className="paper-letter-end">
        <PaperMark />
        <p className="paper-letter-from">
          {from}
          <br />
          {t("letterDate", { year, month: Number(month), day: Number(day) })}
          <br />
          {t("seal")}
        </p>
      </div>
    </article>
  );
}

/** Numbers of orders, dates and times are read at a glance: no line breaks within them. */
const whole = /(\d{2,4}-\d[\d-]*(?: \d{2}:\d{2})?)/;

function unbroken(text: string): ReactNode {
  return text.split(whole).map((piece) =>
    whole.test(piece) ? (
      <span key={piece} className="paper-whole">
        {piece}
      </span>
    ) : (
      piece
    ),
  );
}
