import { Button } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { openPdf, type Pdf, type PdfAnswer } from "../../../platform/pdf.ts";
import { Face } from "../../../ui/face.tsx";
import styles from "./preview.module.css";
import type { Looking } from "./use-look.ts";

/** A PDF, page by page. */
export function PdfView({ blob, name, looking }: { blob: Blob; name: string; looking: Looking }): React.JSX.Element {
  const { t } = useTranslation("preview");
  const opened = usePdf(blob, looking.countPages);
  const { page, pages } = looking.look;
  if (opened === null) return <Notice words={t("reading")} />;
  if (!opened.ok) return <Notice words={t(opened.why === "locked" ? "locked" : "away.unreadable")} />;
  return (
    <>
      {pages > 1 && (
        <div className={styles["tools"]}>
          <Button size="compact-sm" variant="default" disabled={page === 1} onClick={looking.pageBack}>
            {t("pageBack")}
          </Button>
          <span>{t("page", { n: page, total: pages })}</span>
          <Button size="compact-sm" variant="default" disabled={page === pages} onClick={looking.pageOn}>
            {t("pageOn")}
          </Button>
        </div>
      )}
      <Page
        pdf={opened.pdf}
        page={page}
        zoom={looking.look.zoom}
        label={`${name} ${t("page", { n: page, total: pages })}`}
      />
    </>
  );
}

function Notice({ words }: { words: string }): React.JSX.Element {
  return (
    <div className={styles["stage"]}>
      <Face words={words} />
    </div>
  );
}

function usePdf(blob: Blob, countPages: (pages: number) => void): PdfAnswer | null {
  const [answer, setAnswer] = useState<PdfAnswer | null>(null);
  useEffect(() => {
    let isGone = false;
    let pdf: Pdf | null = null;
    void openPdf(blob).then((opened) => {
      if (opened.ok) ({ pdf } = opened);
      if (isGone) return pdf?.close();
      if (opened.ok) countPages(opened.pdf.pages);
      return setAnswer(opened);
    });
    return () => {
      isGone = true;
      pdf?.close();
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the bytes alone say which file it is
  }, [blob]);
  return answer;
}

type PageProps = Readonly<{ pdf: Pdf; page: number; zoom: number; label: string }>;

function Page({ pdf, page, zoom, label }: PageProps): React.JSX.Element {
  const { t } = useTranslation("preview");
  const { ref, width } = useElementSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (canvas.current === null || width === 0) return undefined;
    const stop = new AbortController();
    pdf.draw(page, { canvas: canvas.current, width, zoom, signal: stop.signal }).then(
      () => setFailed(false),
      () => setFailed(true),
    );
    return () => stop.abort();
  }, [pdf, page, zoom, width]);
  return (
    <div className={styles["pages"]} ref={ref}>
      {failed && <Face words={t("away.unreadable")} />}
      {/* A canvas that is being drawn cannot be drawn anew: each drawing has its own. */}
      <canvas key={`${page} ${zoom} ${width}`} ref={canvas} className={styles["sheet"]} role="img" aria-label={label} />
    </div>
  );
}
