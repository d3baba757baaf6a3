import { frameRecord, readFrames, type JournalContent } from "../../../src-shared/sync/journal-frame.ts";
import { packLines, unpackLines } from "../../../src-shared/sync/journal-group.ts";

/** The part of a synchronous file handle that a journal needs; tests bring one with faults. */
export type SyncFile = Readonly<{
  read: (buffer: Uint8Array<ArrayBuffer>, options: { at: number }) => number;
  write: (buffer: Uint8Array<ArrayBuffer>, options: { at: number }) => number;
  truncate: (size: number) => void;
  getSize: () => number;
  flush: () => void;
  close: () => void;
}>;

/** The folder of one journal. `open` makes no file: null when there is none of the name. */
export type JournalFolder = Readonly<{
  names: () => Promise<readonly string[]>;
  open: (name: string) => Promise<SyncFile | null>;
  create: (name: string) => Promise<SyncFile>;
  rename: (name: string, next: string) => Promise<void>;
  remove: (name: string) => Promise<void>;
}>;

export type JournalFile = Readonly<{
  lines: readonly string[];
  tornBytes: number;
  damaged: number;
  /** Writes lines, all or none, and returns only after they are on the disk; a failed write leaves the file as it was. */
  append: (lines: readonly string[]) => void;
  /** Replaces all lines; a crash in the middle leaves the old ones. */
  compact: (lines: readonly string[]) => Promise<void>;
  close: () => void;
}>;

// [Note: journal generations] A journal is the file of the highest generation whose first record is whole. Compacting
// fills the next generation from its second record on, flushes, then writes the first record: that is the swap. Files
// of lower generations are left-overs of a crash and are removed at the next opening.
const namePattern = /^journal-(\d{8})$/;

/**
 * Opens the journal of a folder, makes one when there is none, and cuts a tail that a crash has torn. A damaged file
 * is never emptied: what can be read of it goes on in the next generation, and the file is set aside as it is.
 */
export async function openJournalFile(folder: JournalFolder): Promise<JournalFile> {
  const held = await openGenerations(folder);
  try {
    return await openNewest(folder, held);
  } catch (fault) {
    for (const { file } of held) file.close();
    throw fault;
  }
}

type Opened = Readonly<{ generation: number; file: SyncFile }>;
type Found = Opened & Readonly<{ content: JournalContent; hasHead: boolean }>;

async function openNewest(folder: JournalFolder, held: readonly Found[]): Promise<JournalFile> {
  const whole = held.find((one) => one.hasHead);
  const best = whole ?? held.find((one) => one.content.payloads.length > 0);
  for (const one of held) if (one !== best) one.file.close();
  if (best === undefined) return beginAnew(folder, held);
  if (best.hasHead && best.content.damaged === 0) {
    await removeOlder(folder, best.generation);
    return journalOn(folder, best, { ...best.content, payloads: best.content.payloads.slice(1) });
  }
  try {
    return await goOnWithout(folder, best, held);
  } catch (fault) {
    // A full disk is no reason to stand still: the damage is told again next time.
    if (!best.hasHead || fault instanceof StandsUnfinished) throw fault;
    return journalOn(folder, best, { ...best.content, payloads: best.content.payloads.slice(1) });
  }
}

/** Files without one readable record: an unfinished first one is written again, anything longer is set aside. */
async function beginAnew(folder: JournalFolder, held: readonly Found[]): Promise<JournalFile> {
  const longest = headOf(1).length;
  const lost = held.filter((one) => one.content.wholeBytes + one.content.tornBytes > longest);
  for (const { generation } of lost) await setAside(folder, generation);
  const next = await begin(folder, (held[0]?.generation ?? 0) + 1, []);
  await removeOlder(folder, next.generation);
  return journalOn(folder, next, { payloads: [], wholeBytes: next.file.getSize(), tornBytes: 0, damaged: lost.length });
}

/** Goes on with what could be read of a damaged file, in a file of its own, so that one damage is told once. */
async function goOnWithout(folder: JournalFolder, found: Found, held: readonly Found[]): Promise<JournalFile> {
  const { content } = found;
  const payloads = content.payloads.filter((record) => !isHead(record));
  const next = await begin(folder, (held[0]?.generation ?? 0) + 1, payloads.flatMap(unpackLines));
  // From here on the new file stands, whatever becomes of the old one.
  found.file.close();
  await setAside(folder, found.generation).catch(() => undefined);
  await removeOlder(folder, found.generation).catch(() => undefined);
  const damaged = Math.max(1, content.damaged);
  return journalOn(folder, next, { ...content, payloads, damaged, tornBytes: 0, wholeBytes: next.file.getSize() });
}

async function setAside(folder: JournalFolder, generation: number): Promise<void> {
  const taken = new Set(await folder.names());
  for (let count = 1; ; count += 1) {
    const name = `damaged-${String(generation).padStart(8, "0")}-${count}`;
    if (!taken.has(name)) return folder.rename(nameOf(generation), name);
  }
}

function journalOn(folder: JournalFolder, opened: Opened, content: JournalContent): JournalFile {
  let end = content.wholeBytes;
  if (content.tornBytes > 0) {
    opened.file.truncate(end);
    opened.file.flush();
  }
  let current = opened;
  let isOver = false;
  return {
    lines: content.payloads.flatMap(unpackLines),
    tornBytes: content.tornBytes,
    damaged: content.damaged,
    append: (lines) => {
      if (isOver) throw new StandsUnfinished("an unfinished journal stands");
      end = appendAt(current.file, end, lines);
    },
    compact: async (lines) => {
      const next = await begin(folder, current.generation + 1, lines).catch((fault: unknown) => {
        isOver ||= fault instanceof StandsUnfinished;
        throw fault;
      });
      current.file.close();
      current = next;
      end = next.file.getSize();
      await removeOlder(folder, next.generation);
    },
    close: () => current.file.close(),
  };
}

function appendAt(file: SyncFile, end: number, lines: readonly string[]): number {
  const bytes = joined(packLines(lines).map(frameRecord));
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
  const file = await folder.create(nameOf(generation));
  try {
    const first = headOf(generation);
    file.truncate(0);
    writeAll(file, joined(lines.flatMap((line) => packLines([line])).map(frameRecord)), first.length);
    file.flush();
    writeAll(file, first, 0);
    file.flush();
    return { generation, file };
  } catch (fault) {
    await discard(folder, generation, file);
    throw fault;
  }
}

/** A generation that was not finished stays, and may pass for one: nothing is taken until the journal is opened anew. */
class StandsUnfinished extends Error {
  override readonly name = "StandsUnfinished";
}

/**
 * A generation that was not finished must never pass for one: lines written later go to the one before it.
 * @throws StandsUnfinished when the disk lets it be neither emptied nor removed
 * @see docs/spec/journal.md JO-48
 */
async function discard(folder: JournalFolder, generation: number, file: SyncFile): Promise<void> {
  const isEmpty = emptied(file);
  file.close();
  await folder.remove(nameOf(generation)).catch((cause: unknown) => {
    if (!isEmpty) throw new StandsUnfinished("an unfinished journal stands", { cause });
  });
}

function emptied(file: SyncFile): boolean {
  try {
    file.truncate(0);
    return true;
  } catch {
    return false;
  }
}

/** All generations, the highest first. */
async function openGenerations(folder: JournalFolder): Promise<readonly Found[]> {
  const generations = (await folder.names()).flatMap((name) => Number(namePattern.exec(name)?.[1] ?? Number.NaN) || []);
  const found: Found[] = [];
  for (const generation of generations.toSorted((a, b) => b - a)) {
    const file = await folder.open(nameOf(generation));
    if (file === null) continue;
    const content = readFrames(readAll(file));
    found.push({ generation, file, content, hasHead: content.payloads[0] === headText(generation) });
  }
  return found;
}

function headText(generation: number): string {
  return JSON.stringify({ generation });
}

function headOf(generation: number): Uint8Array<ArrayBuffer> {
  return frameRecord(headText(generation));
}

function isHead(line: string): boolean {
  return /^\{"generation":\d+\}$/.test(line);
}

/** A higher generation is another page's, or one that was never finished and is written over by the next compacting. */
async function removeOlder(folder: JournalFolder, generation: number): Promise<void> {
  for (const name of await folder.names()) {
    const other = Number(namePattern.exec(name)?.[1] ?? Number.NaN);
    if (other < generation) await folder.remove(name);
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
