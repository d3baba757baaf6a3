import type { AppFacts, ClockReading, LineLook, SavedPdf, ShellEvent } from "../../src-shared/ipc/desk-bridge.ts";
import type { DiskSpace } from "../../src-shared/ipc/disk-space.ts";
import type { Sha256, UserId } from "../../src-shared/kernel/ids.ts";
import type { DrawnPicture } from "./worker/draw-picture.ts";

/** What a journal held when it was opened: whole lines, oldest first, and what a crash or damage cost. */
export type JournalContents = Readonly<{ lines: readonly string[]; tornBytes: number; damaged: number }>;

/** One account's journal: the record of unsent work. Lines are on the disk when `append` resolves. */
export type Journal = Readonly<{
  contents: JournalContents;
  append: (lines: readonly string[]) => Promise<void>;
  /** Replaces all lines; a crash in the middle leaves the old ones. */
  compact: (lines: readonly string[]) => Promise<void>;
  close: () => Promise<void>;
}>;

/** One account's files, each named by the SHA-256 of its bytes. */
export type Blobs = Readonly<{
  /** Stores bytes under their hash, also in place of what lies there damaged. */
  put: (sha256: Sha256, blob: Blob) => Promise<void>;
  /** The bytes, or null when they are not on this computer, or damaged. */
  read: (sha256: Sha256) => Promise<Blob | null>;
  size: (sha256: Sha256) => Promise<number | null>;
  delete: (sha256: Sha256) => Promise<void>;
  /** The names of all files that are here. */
  names: () => Promise<readonly Sha256[]>;
}>;

/** Makes copies of pictures for reading: upright, scaled, and nothing in them but what is seen. */
export type Pictures = Readonly<{ draw: (bytes: Blob, longSide: number) => Promise<DrawnPicture> }>;

/** Small named values: under the system's keychain on the desktop, beside the journal in the browser. */
export type Secrets = Readonly<{
  get: (name: string) => Promise<string | null>;
  set: (name: string, value: string) => Promise<void>;
  delete: (name: string) => Promise<void>;
  /** Reading and then writing, with no other page in between. */
  exclusive: <T>(work: () => Promise<T>) => Promise<T>;
}>;

/** Evidence of time that the wall clock cannot move. `counter` says whether it is the machine's or only this page's. */
export type MachineClock = Readonly<{
  counter: "machine" | "page";
  read: () => Promise<ClockReading>;
  /** Wall clock, ms since the epoch: what the machine believes. */
  wall: () => number;
  /** Ms that only go forward, for waits and differences. */
  monotonic: () => number;
}>;

/** Who holds a name among the windows and tabs of this browser. */
export type Locks = Readonly<{
  /** Takes the name unless another page has it; null when it has. `steal` takes it all the same. */
  take: (name: string, options?: Readonly<{ steal: boolean }>) => Promise<Hold | null>;
  isHeld: (name: string) => Promise<boolean>;
  /** Does work while no other page of this browser does any under the name. */
  exclusive: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  /** Asks the page that holds the name to let go. */
  askToLetGo: (name: string) => void;
}>;
export type Hold = Readonly<{
  release: () => void;
  /** Called when another page asks for the name, or took it. */
  onAsked: (listener: () => void) => void;
}>;

export type PrintedDocument = Readonly<{
  html: string;
  name: string;
  images: readonly Readonly<{ account: UserId; sha256: Sha256 }>[];
}>;

/** Printing by the shell; null in a browser, where the print route is printed with the browser's own dialog. */
export type ShellPrinter = Readonly<{
  toPdf: (document: PrintedDocument) => Promise<SavedPdf>;
  onPaper: (document: PrintedDocument) => Promise<void>;
  showFile: (path: string) => Promise<void>;
}>;

/**
 * All that differs between the desktop and a browser. Everything that touches the disk throws `Unavailable` when the
 * machine cannot.
 */
export type Platform = Readonly<{
  kind: "desktop" | "browser";
  openJournal: (account: UserId) => Promise<Journal>;
  blobs: (account: UserId) => Blobs;
  pictures: Pictures;
  secrets: Secrets;
  clock: MachineClock;
  locks: Locks;
  printer: ShellPrinter | null;
  facts: AppFacts;
  fetch: typeof globalThis.fetch;
  /** Looks at the line to the province with the shell's eyes; null in a browser, which has none. */
  lookAtLine: (() => Promise<LineLook>) | null;
  /** Room on the disk that holds the journal, as far as the machine tells. */
  space: () => Promise<DiskSpace>;
  onShellEvent: (listener: (event: ShellEvent) => void) => () => void;
  /** What the machine believes of its line: only a hint. */
  onLineHint: (listener: (online: boolean) => void) => () => void;
}>;
