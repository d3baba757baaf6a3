import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { PaperName } from "../../../src-shared/domain/paper/paper-kind.ts";
import { hasNewerContent } from "../../../src-shared/domain/work-order/known-event.ts";
import { toChinaText, type Instant } from "../../../src-shared/kernel/instant.ts";
import { PaperMark, PaperNameProvider } from "./paper-mark.tsx";
import { usePrintJob } from "./print-context.ts";

/** The head that every sheet has: who issues it, its title, its number, and the mark of work that is not synced yet. */
export function SheetHead({
  title,
  own,
  at,
}: {
  title: string;
  /** The day of a paper that is written later than the order. */
  at?: Instant;
  /** The number and date of a paper that has its own. */
  own?: Readonly<{ number: string; at: Instant }>;
}): React.JSX.Element {
  const { t } = useTranslation("printing");
  const { order, unsynced, printedAt } = usePrintJob();
  const confidential = order.classification.flags.includes("confidential");
  return (
    <header>
      {confidential && <div className="paper-secret">{t("confidential")}</div>}
      <div className="paper-title">
        <PaperMark />
        <p className="paper-organisation">{t("organisation")}</p>
        <h2>{title}</h2>
      </div>
      <div className="paper-top">
        <span>
          {own !== undefined && `${own.number}　`}
          {order.number === null ? `${t("provisional")} ${order.provisionalNumber}` : `${t("number")} ${order.number}`}
        </span>
        <span>{toChinaText(own?.at ?? at ?? order.registeredAt)}</span>
      </div>
      {hasNewerContent(order) && <p className="paper-marks">{t("newerOrder", { ns: "common" })}</p>}
      {unsynced > 0 && <p className="paper-marks">{t("unsynced", { n: unsynced, at: toChinaText(printedAt) })}</p>}
    </header>
  );
}

/** A sheet that is continued bears the day of its last entry. */
export function datedBy(entries: readonly Readonly<{ at: number }>[]): Readonly<{ at?: number }> {
  const last = entries.at(-1);
  return last ? { at: last.at } : {};
}

export type FieldRow = readonly (readonly [label: string, value: string])[];

/** A form table: label and value side by side, one or two pairs a row; an empty value prints as a rule to write on. */
export function FieldTable({ rows }: { rows: readonly FieldRow[] }): React.JSX.Element {
  return (
    <table>
      <tbody>
        {rows.map((row) => (
          <tr key={row.map(([label]) => label).join()} className={isLong(row) ? "paper-long" : undefined}>
            {row.map(([label, value], at) => (
              <FieldPair key={label} label={label} value={value} span={at === row.length - 1 && row.length === 1} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function isLong(row: FieldRow): boolean {
  return row.some(([, value]) => value.length > 400);
}

function FieldPair({ label, value, span }: { label: string; value: string; span: boolean }): React.JSX.Element {
  return (
    <>
      <th scope="row">{label}</th>
      <td colSpan={span ? 3 : 1}>{value}</td>
    </>
  );
}

/** What order a sheet is about, where its rows do not say so. */
export function SubjectTable(): React.JSX.Element {
  const { t } = useTranslation("papers");
  const { order } = usePrintJob();
  return <FieldTable rows={[[[t("subject"), order.classification.title]]]} />;
}

/** The three lines that are signed by hand, and the place for the seal where the paper does not have it above (`sealed`). */
export function Signatures({ sealed = false }: { sealed?: boolean }): React.JSX.Element {
  const { t } = useTranslation("printing");
  return (
    <footer>
      <div className="paper-signatures">
        <span>{t("colon", { ns: "common", name: t("signatures.handler") })}</span>
        <span>{t("colon", { ns: "common", name: t("signatures.reviewer") })}</span>
        <span>{t("colon", { ns: "common", name: t("signatures.issuer") })}</span>
      </div>
      {!sealed && (
        <p className="paper-seal">
          {t("seal")}　　{t("date")}
        </p>
      )}
    </footer>
  );
}

/** One sheet that begins on a page of its own; a named one stands in the catalogue with its page. */
export function Part({
  kind,
  paper,
  name,
  children,
}: {
  kind: "sheet" | "letter" | "numbered" | "plain";
  paper: PaperName;
  name?: string;
  children: ReactNode;
}): React.JSX.Element {
  return (
    <section className={`paper-part paper-${kind}`} data-part={name}>
      <PaperNameProvider value={paper}>{children}</PaperNameProvider>
    </section>
  );
}
