import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";

/** An opened PDF: pages are drawn one at a time, and nothing in the file is run. */
export type Pdf = Readonly<{
  pages: number;
  /** Draws a page, from 1, into a canvas; the signal stops a drawing that nobody waits for. */
  draw: (page: number, onto: PdfCanvas) => Promise<void>;
  close: () => void;
}>;

/** `width` is the room there is, in CSS pixels; `zoom` 1 fills it, up to a size that is good to read. */
export type PdfCanvas = Readonly<{ canvas: HTMLCanvasElement; width: number; zoom: number; signal: AbortSignal }>;

export type PdfAnswer = Readonly<{ ok: true; pdf: Pdf }> | Readonly<{ ok: false; why: "locked" | "unreadable" }>;

/** A page is not drawn larger than this, in pixels of the screen. */
const mostPixels = 16_000_000;
/** A picture inside a PDF with more pixels is left out. */
const mostPicturePixels = 64_000_000;
/** CSS pixels a point at most, while nobody zooms: an A4 page then is as wide as on paper and a half. */
const readable = 1.7;

/**
 * Opens a PDF with a library of ours: the browser's own viewer would need frames and plug-ins, which the content policy
 * forbids (docs/spec/shell.md SH-6). Scripts in the file are never run, links go nowhere, and no WebAssembly is needed.
 */
export async function openPdf(bytes: Blob): Promise<PdfAnswer> {
  const { getDocument, PDFWorker } = await import("pdfjs-dist");
  const thread = new Worker(new URL("./worker/pdf-worker.ts", import.meta.url), { type: "module" });
  const worker = PDFWorker.create({ port: thread });
  const folder = new URL("/pdf/", location.href).href;
  const task = getDocument({
    data: await bytes.arrayBuffer(),
    worker,
    cMapUrl: folder,
    standardFontDataUrl: folder,
    wasmUrl: folder,
    useWasm: false,
    useWorkerFetch: true,
    enableXfa: false,
    maxImageSize: mostPicturePixels,
    verbosity: 0,
  });
  const close = (): void => {
    void task.destroy().finally(() => thread.terminate());
  };
  try {
    return { ok: true, pdf: pdfOf(await task.promise, close) };
  } catch (fault) {
    close();
    return { ok: false, why: fault instanceof Error && fault.name === "PasswordException" ? "locked" : "unreadable" };
  }
}

function pdfOf(document_: PDFDocumentProxy, close: () => void): Pdf {
  return {
    pages: document_.numPages,
    draw: async (page, onto) => drawPage(await document_.getPage(page), onto),
    close,
  };
}

async function drawPage(page: PDFPageProxy, { canvas, width, zoom, signal }: PdfCanvas): Promise<void> {
  if (signal.aborted) return;
  const plain = page.getViewport({ scale: 1 });
  const scale = Math.min(readable, width / plain.width) * zoom;
  const onScreen = page.getViewport({ scale });
  const wished = scale * devicePixelRatio;
  const allowed = Math.sqrt(mostPixels / (plain.width * plain.height));
  const viewport = page.getViewport({ scale: Math.min(wished, allowed) });
  canvas.width = Math.ceil(viewport.width);
  canvas.height = Math.ceil(viewport.height);
  canvas.style.width = `${onScreen.width}px`;
  canvas.style.height = `${onScreen.height}px`;
  const drawing = page.render({ canvas, viewport });
  signal.addEventListener("abort", () => drawing.cancel(), { once: true });
  await drawing.promise.catch((fault: unknown) => {
    if (!signal.aborted) throw fault;
  });
}
