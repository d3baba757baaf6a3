import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { OrderId } from "../../../src-shared/kernel/ids.ts";
import { toChinaText } from "../../../src-shared/kernel/instant.ts";
import type { OrderView } from "../../data/desk-api.ts";
import { useDesk, useOrder } from "../../data/use-desk.ts";
import { Face } from "../../ui/face.tsx";
import { only } from "./case-part.ts";
import { CaseFile } from "./case-file.tsx";
import { useCaseParts } from "./case-parts.tsx";
import { OrderSheet } from "./order-sheet.tsx";
import "./paper.css";
import { noFirstPages } from "./first-pages.ts";
import { useOutgoingLetters } from "./outgoing-letters.tsx";
import { PrintJobProvider, type PrintJob } from "./print-context.ts";
import { PrintToolbar } from "./print-toolbar.tsx";
import styles from "./print-page.module.css";
import { Part } from "./sheet-frame.tsx";
import type { SheetName } from "./sheet-name.ts";
import { standingOf } from "./standing.ts";
import { usePersonal } from "./use-personal.ts";
import { useFirstPages } from "./use-first-pages.ts";
import { usePictures } from "./use-pictures.ts";

type Asked = Readonly<{ sheet: SheetName; part: string }>;

/** The paper itself: what one sees is what comes out of the printer and what stands in the PDF. */
export function PrintPage({ orderId, sheet, part }: Asked & { orderId: OrderId }): React.JSX.Element {
  const { t } = useTranslation("printing");
  const view = useOrder(orderId);
  if (view === "loading") return <Face words={t("loading")} />;
  if (view === null) return <Face words={t("missing")} />;
  return <PrintView view={view} sheet={sheet} part={part} />;
}

function PrintView({ view, sheet, part }: Asked & { view: OrderView }): React.JSX.Element {
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
      <PrintJobProvider value={job}>
        <PrintToolbar view={view} sheet={sheet} part={part} paper={paper} ready={ready} personal={personal} />
        <div className="paper" ref={paper}>
          {sheet === "case-file" ? <CaseFile firstPages={firstPages ?? noFirstPages} /> : <OnePaper part={part} />}
          <div className="paper-watermark" aria-hidden="true">
            {watermark}
          </div>
        </div>
      </PrintJobProvider>
    </main>
  );
}

/** One paper of the case file by itself; the order sheet where none is named or none is there. */
function OnePaper({ part }: { part: string }): React.JSX.Element {
  const found = [...useCaseParts(), ...useOutgoingLetters()].find((one) => one.key === part);
  return (
    <Part kind={found?.letter === true ? "letter" : "sheet"} paper={found?.paper ?? only("ORDER")}>
      {found?.body ?? <OrderSheet />}
    </Part>
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
    const standing = standingOf({ order, queued });
    return { order, unsynced, standing, personal, printedAt, printedBy: name, office: officeName, pictures: urls };
  }, [desk, order, queued, personal, printedAt, urls]);
}
