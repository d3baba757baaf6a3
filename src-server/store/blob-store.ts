import { createHash, randomUUID } from "node:crypto";
import { constants, createReadStream, mkdirSync, type ReadStream } from "node:fs";
import { copyFile, link, mkdir, open, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";

import { sha256, userId, type Sha256, type UserId } from "../../src-shared/kernel/ids.ts";

/** Hash, size and first bytes of a file. */
export type Measured = Readonly<{ sha256: Sha256; size: number; head: Buffer }>;

/** The files of all orders, each under the hash of its bytes. */
export type BlobStore = Readonly<{
  measure: (file: string, headBytes: number) => Promise<Measured>;
  /**
   * Takes a measured file in under its hash, and notes beside it who has sent it; both are on disk when it returns. The
   * file itself stays.
   */
  keep: (file: string, hash: Sha256, from: UserId) => Promise<void>;
  size: (hash: Sha256) => Promise<number | null>;
  /** Who has sent a file that lies here, as the disk itself knows; nobody when it does not lie here. */
  senders: (hash: Sha256) => Promise<readonly UserId[]>;
  /** Measures a file that lies here once more. One that is not, or no longer, what its name says is put aside. */
  check: (hash: Sha256, headBytes: number) => Promise<Measured | "damaged" | "gone">;
  /** The bytes from a place on. */
  read: (hash: Sha256, from?: number) => ReadStream;
}>;

/** A store of files below a folder, which it makes. */
export function blobStore(folder: string): BlobStore {
  mkdirSync(folder, { recursive: true });
  const place = (hash: Sha256): string => path.join(folder, hash.slice(0, 2), hash);
  return {
    measure,
    keep: (file, hash, from) => keep(file, place(hash), from),
    size: async (hash) => {
      const facts = await stat(place(hash)).catch(() => null);
      return facts?.size ?? null;
    },
    senders: (hash) => readSenders(place(hash)),
    check: (hash, headBytes) => check(place(hash), hash, headBytes),
    read: (hash, from = 0) => createReadStream(place(hash), { start: from }),
  };
}

async function measure(file: string, headBytes: number): Promise<Measured> {
  const hash = createHash("sha256");
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of createReadStream(file)) {
    if (!Buffer.isBuffer(chunk)) continue;
    if (size < headBytes) parts.push(chunk.subarray(0, headBytes - size));
    size += chunk.length;
    hash.update(chunk);
  }
  return { sha256: sha256(hash.digest("hex")), size, head: Buffer.concat(parts) };
}

async function check(place: string, hash: Sha256, headBytes: number): Promise<Measured | "damaged" | "gone"> {
  try {
    const before = await stat(place);
    const measured = await measure(place, headBytes);
    if (measured.sha256 === hash) return measured;
    // A good one may have taken its place while it was read.
    if ((await stat(place)).ino !== before.ino) return "gone";
    await rename(place, `${place}.damaged`);
    return "damaged";
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return "gone";
    throw cause;
  }
}

// [Note: senders on the disk] A database that is put back may be older than the files. Who has sent a file decides who
// gets it (FI-13), so that is noted where the file lies, as an empty file `<hash>.from.<account>`: the bytes and the
// right to them come back together. Both halves: here and src-server/sync/adopt-files.ts.
const senderMark = ".from.";

async function readSenders(place: string): Promise<readonly UserId[]> {
  if ((await stat(place).catch(() => null)) === null) return [];
  const beginning = `${path.basename(place)}${senderMark}`;
  const names = await readdir(path.dirname(place));
  return names.filter((name) => name.startsWith(beginning)).map((name) => userId(name.slice(beginning.length)));
}

async function keep(file: string, target: string, from: UserId): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  // First: a note without a file says nothing yet, a file without one would be nobody's after a restore.
  await writeFile(`${target}${senderMark}${from}`, "");
  await sync(file);
  // Two who take in the same file at once have a name each, and a file that was there and damaged is replaced.
  const aside = `${target}.${randomUUID()}.part`;
  try {
    await link(file, aside).catch(() => copyTo(aside, file));
    await rename(aside, target);
  } finally {
    // Two names of one and the same file: then it was not renamed.
    await rm(aside, { force: true });
  }
  await sync(path.dirname(target));
}

/** Where a file system has no hard links. */
async function copyTo(aside: string, file: string): Promise<void> {
  await copyFile(file, aside, constants.COPYFILE_FICLONE);
  await sync(aside);
}

async function sync(place: string): Promise<void> {
  const handle = await open(place, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
