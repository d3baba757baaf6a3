import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { OrderId } from "../../../src-shared/kernel/ids.ts";
import { toChinaText } from "../../../src-shared/kernel/instant.ts";
import type { OrderView } from "../../data/desk-api.ts";
import { useDesk, useOrder } from "../../data/use-desk.ts";
import { Face } from "../../ui/face.tsx";
import { CaseFile } from "./case-file.tsx";
import { OrderSheet } from "./order-sheet.tsx";
import "./paper.css";
import { noFirstPages } from "./first-pages.ts";
import { PrintJobProvider, type PrintJob } from "./print-context.ts";
import { PrintToolbar } from "./print-toolbar.tsx";
import styles from "./print-page.module.css";
import { Part } from "./sheet-frame.tsx";
import type { SheetName } from "./sheet-name.ts";
import { usePersonal } from "./use-personal.ts";
import { useFirstPages } from "./use-first-pages.ts";
import { usePictures } from "./use-pictures.ts";

/** The paper itself: what one sees is what comes out of the printer and what stands in the PDF. */
export function PrintPage({ orderId, sheet }: { orderId: OrderId; sheet: SheetName }): React.JSX.Element {
  const { t } = useTranslation("printing");
  const view = useOrder(orderId);
  if (view === "loading") return <Face words={t("loading")} />;
  if (view === null) return <Face words={t("missing")} />;
  return <PrintView view={view} sheet={sheet} />;
}

function PrintView({ view, sheet }: { view: OrderView; sheet: SheetName }): React.JSX.Element {
  const { t } = useTranslation("printing");
  const paper = useRef<HTMLDivElement>(null);
  const pictures = usePictures(view.order.attachments);
  const personal = usePersonal(view.order.id);
  const job = usePrintFacts(view, { urls: pictures.urls, personal: personal.shown });
  const firstPages = useFirstPages(paper, job);
  const ready = pictures.ready && firstPages !== null;
  const watermark = t("printedBy", { name: job.printedBy, office: job.office, at: toChinaText(job.printedAt) });
  return (
    <main className={styles["desk"]} data-print-ready={ready}>
      <PrintToolbar view={view} sheet={sheet} paper={paper} ready={ready} personal={personal} />
      <PrintJobProvider value={job}>
        <div className="paper" ref={paper}>
          {sheet === "case-file" ? (
            <CaseFile firstPages={firstPages ?? noFirstPages} />
          ) : (
            <Part kind="sheet">
              <OrderSheet />
            </Part>
          )}
          <div className="paper-watermark" aria-hidden="true">
            {watermark}
          </div>
        </div>
      </PrintJobProvider>
    </main>
  );
}

function usePrintFacts(view: OrderView, shown: Readonly<{ urls: PrintJob["pictures"]; personal: boolean }>): PrintJob {
  const desk = useDesk();
  const { order, queued } = view;
  const { urls, personal } = shown;
  // The moment is taken once: what is on the paper does not change while somebody looks at it.
  const printedAt = useMemo(() => desk.now(), [desk]);
  return useMemo(() => {
    const { name, officeName } = desk.profile;
    const unsynced = queued.filter((step) => step.receipt === null).length;
    return { order, unsynced, personal, printedAt, printedBy: name, office: officeName, pictures: urls };
  }, [desk, order, queued, personal, printedAt, urls]);
}
