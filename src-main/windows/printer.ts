import type { BridgeArgument, SavedPdf } from "../../src-shared/ipc/desk-bridge.ts";
import { replaceFile, type Disk } from "../services/disk.ts";
import { diskFault, Unavailable } from "../services/fault.ts";
import { oneAtATime } from "../services/one-at-a-time.ts";
import { guardContents, type GuardedContents } from "./guard-contents.ts";
import type { PrintShelf } from "./print-shelf.ts";
import { savedName } from "./saved-name.ts";

/** A4; the document's own `@page` decides margins and page numbers. Tagged, so that it can be read aloud. */
export const pdfOptions = {
  pageSize: "A4",
  preferCSSPageSize: true,
  printBackground: true,
  displayHeaderFooter: false,
  generateTaggedPDF: true,
} as const;

/** The system's dialog decides about the printer; nothing is printed without it. */
export const paperOptions = { silent: false, printBackground: true, pageSize: "A4" } as const;

/** The part of a hidden window that prints. */
export type PrintWindow = Readonly<{
  loadURL: (url: string) => Promise<void>;
  destroy: () => void;
  webContents: GuardedContents &
    Readonly<{
      printToPDF: (options: typeof pdfOptions) => Promise<Uint8Array>;
      print: (options: typeof paperOptions, ended: (isPrinted: boolean, reason: string) => void) => void;
    }>;
}>;

export type PrinterParts = Readonly<{
  disk: Disk;
  shelf: PrintShelf;
  /** A new window with `printWindowOptions`. */
  newWindow: () => PrintWindow;
  /** Asks where to save a file of this name; null when the person changed their mind. */
  askWhere: (name: string) => Promise<string | null>;
  timeoutMs?: number;
}>;

export type Printer = Readonly<{
  toPdf: (document: BridgeArgument<"print.pdf">) => Promise<SavedPdf>;
  onPaper: (document: BridgeArgument<"print.paper">) => Promise<void>;
  /** Whether this is a file that was saved here since the start. */
  hasSaved: (path: string) => boolean;
}>;

const patienceMs = 60_000;

/**
 * Prints documents, one after the other, from hidden windows in which nothing runs.
 * Both ways throw `Unavailable`: `printer` when the document cannot be printed, the disk's reason when not saved.
 * @see docs/spec/shell.md SH-16
 */
export function openPrinter(parts: PrinterParts): Printer {
  const inTurn = oneAtATime();
  const saved = new Set<string>();
  const toPdf = async (document: BridgeArgument<"print.pdf">): Promise<SavedPdf> => {
    const bytes = await inTurn(() => withWindow(parts, document, ({ printToPDF }) => printToPDF(pdfOptions)));
    const path = await parts.askWhere(savedName(document.name, "pdf"));
    if (path === null) return { saved: false };
    await replaceFile(parts.disk, path, bytes).catch((cause: unknown) => {
      throw diskFault(cause);
    });
    saved.add(path);
    return { saved: true, path };
  };
  return {
    toPdf,
    onPaper: (document) => inTurn(() => withWindow(parts, document, print)),
    hasSaved: (path) => saved.has(path),
  };
}

type Press = Pick<PrintWindow["webContents"], "printToPDF" | "print">;

async function withWindow<T>(
  { shelf, newWindow, timeoutMs = patienceMs }: PrinterParts,
  document: BridgeArgument<"print.pdf">,
  work: (press: Press) => Promise<T>,
): Promise<T> {
  const address = shelf.put(document);
  const window = newWindow();
  try {
    guardContents(window.webContents, "none");
    await inTime(window.loadURL(address), timeoutMs);
    const { webContents } = window;
    return await work({
      printToPDF: (options) => inTime(webContents.printToPDF(options), timeoutMs),
      print: (options, ended) => webContents.print(options, ended),
    });
  } catch (cause) {
    throw cause instanceof Unavailable ? cause : new Unavailable("printer", cause);
  } finally {
    window.destroy();
    shelf.drop(address);
  }
}

/** Resolves when the job is with the printer, or the person closed the dialog: both are an end. */
function print(press: Press): Promise<void> {
  return new Promise((resolve, reject) => {
    press.print(paperOptions, (isPrinted, reason) => {
      if (isPrinted || /cancel/i.test(reason)) resolve();
      else reject(new Error(reason));
    });
  });
}

async function inTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  const clock = Promise.withResolvers<never>();
  const timer = setTimeout(() => clock.reject(new Error("printing took too long")), timeoutMs);
  try {
    return await Promise.race([work, clock.promise]);
  } finally {
    clearTimeout(timer);
  }
}
