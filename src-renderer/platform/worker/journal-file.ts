import { frameRecord, readFrames } from "../../../src-shared/sync/journal-frame.ts";

/** The part of a synchronous file handle that a journal needs; tests bring one with faults. */
export type SyncFile = Readonly<{
  read: (buffer: Uint8Array<ArrayBuffer>, options: { at: number }) => number;
  write: (buffer: Uint8Array<ArrayBuffer>, options: { at: number }) => number;
  truncate: (size: number) => void;
  getSize: () => number;
  flush: () => void;
  close: () => void;
}>;

/** The folder of one journal: opens and removes files by name. */
export type JournalFolder = Readonly<{
  names: () => Promise<readonly string[]>;
  open: (name: string) => Promise<SyncFile>;
  remove: (name: string) => Promise<void>;
}>;

export type JournalFile = Readonly<{
  lines: readonly string[];
  tornBytes: number;
  damaged: number;
  /** Writes lines and returns only after they are on the disk; a failed write leaves the file as it was. */
  append: (lines: readonly string[]) => void;
  /** Replaces all lines; a crash in the middle leaves the old ones. */
  compact: (lines: readonly string[]) => Promise<void>;
  close: () => void;
}>;

// [Note: journal generations] A journal is the file of the highest generation whose first record is whole. Compacting
// fills the next generation from its second record on, flushes, then writes the first record: that is the swap. Files
// of other generations are left-overs of a crash and are removed at the next opening.
const namePattern = /^journal-(\d{8})$/;

/** Opens the journal of a folder, makes one when there is none, and cuts a tail that a crash has torn. */
export async function openJournalFile(folder: JournalFolder): Promise<JournalFile> {
  const { generation, file } = (await newest(folder)) ?? (await begin(folder, 1, []));
  await removeOthers(folder, generation);
  return journalOn(folder, { generation, file });
}

type Opened = { generation: number; file: SyncFile };

function journalOn(folder: JournalFolder, opened: Opened): JournalFile {
  const content = readFrames(readAll(opened.file));
  let end = content.wholeBytes;
  if (content.tornBytes > 0) {
    opened.file.truncate(end);
    opened.file.flush();
  }
  let current = opened;
  return {
    lines: content.payloads.slice(1),
    tornBytes: content.tornBytes,
    damaged: content.damaged,
    append: (lines) => {
      end = appendAt(current.file, end, lines);
    },
    compact: async (lines) => {
      const next = await begin(folder, current.generation + 1, lines);
      current.file.close();
      current = next;
      end = next.file.getSize();
      await removeOthers(folder, next.generation);
    },
    close: () => current.file.close(),
  };
}

function appendAt(file: SyncFile, end: number, lines: readonly string[]): number {
  const bytes = joined(lines.map(frameRecord));
  try {
    writeAll(file, bytes, end);
    file.flush();
    return end + bytes.length;
  } catch (fault) {
    file.truncate(end);
    throw fault;
  }
}

async function begin(folder: JournalFolder, generation: number, lines: readonly string[]): Promise<Opened> {
  const file = await folder.open(nameOf(generation));
  try {
    const first = frameRecord(JSON.stringify({ generation }));
    file.truncate(0);
    writeAll(file, joined(lines.map(frameRecord)), first.length);
    file.flush();
    writeAll(file, first, 0);
    file.flush();
    return { generation, file };
  } catch (fault) {
    await discard(folder, generation, file);
    throw fault;
  }
}

/** A generation that was not finished must never pass for one: lines written later go to the one before it. */
async function discard(folder: JournalFolder, generation: number, file: SyncFile): Promise<void> {
  file.truncate(0);
  file.close();
  await folder.remove(nameOf(generation));
}

async function newest(folder: JournalFolder): Promise<Opened | null> {
  const generations = (await folder.names()).flatMap((name) => Number(namePattern.exec(name)?.[1] ?? Number.NaN) || []);
  for (const generation of generations.toSorted((a, b) => b - a)) {
    const file = await folder.open(nameOf(generation));
    if (isWhole(file, generation)) return { generation, file };
    file.close();
  }
  return null;
}

function isWhole(file: SyncFile, generation: number): boolean {
  const first = frameRecord(JSON.stringify({ generation }));
  const found = new Uint8Array(first.length);
  return file.read(found, { at: 0 }) === first.length && first.every((byte, at) => byte === found[at]);
}

async function removeOthers(folder: JournalFolder, generation: number): Promise<void> {
  for (const name of await folder.names()) {
    if (namePattern.test(name) && name !== nameOf(generation)) await folder.remove(name);
  }
}

function nameOf(generation: number): string {
  return `journal-${String(generation).padStart(8, "0")}`;
}

function readAll(file: SyncFile): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(file.getSize());
  file.read(bytes, { at: 0 });
  return bytes;
}

function writeAll(file: SyncFile, bytes: Uint8Array<ArrayBuffer>, at: number): void {
  let done = 0;
  while (done < bytes.length) {
    const written = file.write(bytes.subarray(done), { at: at + done });
    if (written === 0) throw new DOMException("the disk took no more bytes", "QuotaExceededError");
    done += written;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
