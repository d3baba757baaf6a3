import path from "node:path";

import { frameRecord, readFrames } from "../../src-shared/sync/journal-frame.ts";
import { packLines, unpackLines } from "../../src-shared/sync/journal-group.ts";
import { freeName, replaceFile, writeAll, type Disk, type OpenFile } from "../services/disk.ts";
import { diskFault } from "../services/fault.ts";
import { oneAtATime } from "../services/one-at-a-time.ts";
import type { LineCipher } from "./line-cipher.ts";

/** What a journal held when it was opened, oldest line first. */
export type JournalContent = Readonly<{
  lines: readonly string[];
  /** Bytes of a record that a crash tore and nobody was told of; they are cut. */
  tornBytes: number;
  /** Records that could not be read any more; the file as it was is kept beside the journal. */
  damaged: number;
}>;

/**
 * An open journal: the record of unsent work. Calls are done one after the other; each throws `Unavailable` and then
 * has changed nothing.
 */
export type Journal = Readonly<{
  content: JournalContent;
  /** Writes lines at the end, all or none; resolves when they are on the disk (write, then fsync). */
  append: (lines: readonly string[]) => Promise<void>;
  /** Replaces all lines; a crash at any point leaves the old lines or the new. */
  compact: (lines: readonly string[]) => Promise<void>;
  close: () => Promise<void>;
}>;

export type JournalPlace = Readonly<{ disk: Disk; folder: string; cipher: LineCipher }>;

const fileName = "journal";

/**
 * Where writing goes on, and whether bytes of a failed write may still stand behind it. `isMoved`: a compacting failed,
 * and the name may hold another file than the one in which `end` was measured.
 */
type Tail = { file: OpenFile | null; end: number; isDirty: boolean; isMoved: boolean };

// [Note: journal before outbox] The journal, not IndexedDB, is the record of unsent work: a step is "saved" when
// `append` has resolved. Its other half, rebuilt from here when it is lost: src-renderer/data/outbox.ts.
/**
 * Opens the journal of a folder and makes one when there is none.
 * @throws Unavailable when the disk cannot be read or written
 * @see docs/spec/journal.md JO-1 to JO-12
 */
export async function openJournal(place: JournalPlace): Promise<Journal> {
  try {
    const content = await recover(place);
    const tail: Tail = { file: null, end: content.wholeBytes, isDirty: false, isMoved: false };
    await openTail(place, tail);
    return journalOn(place, tail, content);
  } catch (cause) {
    throw diskFault(cause);
  }
}

function journalOn(place: JournalPlace, tail: Tail, { lines, tornBytes, damaged }: Recovered): Journal {
  const inTurn = oneAtATime();
  const guarded = (work: () => Promise<void>): Promise<void> =>
    inTurn(() =>
      work().catch((cause: unknown) => {
        throw diskFault(cause);
      }),
    );
  return {
    content: { lines, tornBytes, damaged },
    append: (added) => guarded(() => append(place, tail, added)),
    compact: (kept) => guarded(() => compact(place, tail, kept)),
    close: () => inTurn(() => closeTail(tail)),
  };
}

type Recovered = JournalContent & Readonly<{ wholeBytes: number }>;

async function recover(place: JournalPlace): Promise<Recovered> {
  const { disk, folder, cipher } = place;
  await disk.makeFolder(folder);
  await disk.remove(pathOf(place, `${fileName}.next`));
  const bytes = (await disk.read(pathOf(place, fileName))) ?? new Uint8Array();
  const { payloads, wholeBytes, tornBytes, damaged } = readFrames(bytes);
  const records = payloads.flatMap((payload) => cipher.open(payload) ?? []);
  const lines = records.flatMap(unpackLines);
  const lost = damaged + payloads.length - records.length;
  const recovered = { lines, tornBytes, damaged: lost, wholeBytes };
  return lost === 0 ? recovered : { ...recovered, wholeBytes: await setAside(place, bytes, recovered) };
}

/**
 * Keeps the damaged file and goes on with what could be read, so that one damage is told once; what the box has of it
 * comes back by its content (src-renderer/data/mend-journal.ts). When even that cannot be written the file stays as it is,
 * to be told of again.
 * @returns where writing goes on
 */
async function setAside(place: JournalPlace, bytes: Uint8Array, found: Recovered): Promise<number> {
  try {
    await replaceFile(place.disk, await freeName(place.disk, place.folder, `${fileName}.damaged`), bytes);
    const kept = framed(place, found.lines.flatMap(asRecord));
    await replaceFile(place.disk, pathOf(place, fileName), kept);
    return kept.length;
  } catch {
    return found.wholeBytes;
  }
}

/** Opens the file for writing, behind the last whole record and nothing after it. */
async function openTail(place: JournalPlace, tail: Tail): Promise<OpenFile> {
  if (tail.isMoved)
    tail.end = readFrames((await place.disk.read(pathOf(place, fileName))) ?? new Uint8Array()).wholeBytes;
  tail.isMoved = false;
  const file = await place.disk.open(pathOf(place, fileName));
  tail.file = file;
  if ((await file.size()) > tail.end) {
    await file.truncate(tail.end);
    await file.sync();
  }
  await place.disk.syncFolder(place.folder);
  return file;
}

async function append(place: JournalPlace, tail: Tail, lines: readonly string[]): Promise<void> {
  const bytes = framed(place, packLines(lines));
  const file = tail.file ?? (await openTail(place, tail));
  if (tail.isDirty) await file.truncate(tail.end);
  tail.isDirty = true;
  try {
    await writeAll(file, bytes, tail.end);
    await file.sync();
  } catch (cause) {
    await cutBack(file, tail);
    throw cause;
  }
  tail.end += bytes.length;
  tail.isDirty = false;
}

/** Takes back what a failed write may have left. If that fails too, the next write or opening does it. */
async function cutBack(file: OpenFile, tail: Tail): Promise<void> {
  try {
    await file.truncate(tail.end);
    await file.sync();
    tail.isDirty = false;
  } catch {
    // `isDirty` stands
  }
}

async function compact(place: JournalPlace, tail: Tail, lines: readonly string[]): Promise<void> {
  const bytes = framed(place, lines.flatMap(asRecord));
  await closeTail(tail); // Windows does not rename over an open file
  tail.isMoved = true;
  await replaceFile(place.disk, pathOf(place, fileName), bytes);
  tail.end = bytes.length;
  tail.isDirty = false;
  tail.isMoved = false;
  await openTail(place, tail);
}

async function closeTail(tail: Tail): Promise<void> {
  const { file } = tail;
  tail.file = null;
  await file?.close();
}

/** A line as a record of its own: damage to one costs no other. */
function asRecord(line: string): readonly string[] {
  return packLines([line]);
}

function framed({ cipher }: JournalPlace, records: readonly string[]): Uint8Array {
  return Buffer.concat(records.map((record) => frameRecord(cipher.seal(record))));
}

function pathOf({ folder }: JournalPlace, name: string): string {
  return path.join(folder, name);
}
