import { createHash, randomUUID } from "node:crypto";
import { constants, createReadStream, mkdirSync, type ReadStream } from "node:fs";
import { copyFile, link, mkdir, open, rename, rm, stat } from "node:fs/promises";
import path from "node:path";

import { sha256, type Sha256 } from "../../src-shared/kernel/ids.ts";

/** The files of all orders, each under the hash of its bytes. */
export type BlobStore = Readonly<{
  /** Hash, size and first bytes of a file. */
  measure: (file: string, headBytes: number) => Promise<Readonly<{ sha256: Sha256; size: number; head: Buffer }>>;
  /** Takes a measured file in under its hash; the bytes are on disk when it returns. The file itself stays. */
  keep: (file: string, hash: Sha256) => Promise<void>;
  size: (hash: Sha256) => Promise<number | null>;
  /** The bytes from a place on. */
  read: (hash: Sha256, from?: number) => ReadStream;
}>;

/** A store of files below a folder, which it makes. */
export function blobStore(folder: string): BlobStore {
  mkdirSync(folder, { recursive: true });
  const place = (hash: Sha256): string => path.join(folder, hash.slice(0, 2), hash);
  return {
    measure,
    keep: (file, hash) => keep(file, place(hash)),
    size: async (hash) => {
      const facts = await stat(place(hash)).catch(() => null);
      return facts?.size ?? null;
    },
    read: (hash, from = 0) => createReadStream(place(hash), { start: from }),
  };
}

async function measure(
  file: string,
  headBytes: number,
): Promise<Readonly<{ sha256: Sha256; size: number; head: Buffer }>> {
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

async function keep(file: string, target: string): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  await sync(file);
  try {
    await link(file, target);
  } catch (cause) {
    // Who linked it a moment ago may not have come to write the folder down yet.
    const isThere = cause instanceof Error && "code" in cause && cause.code === "EEXIST";
    if (!isThere) await copyAside(file, target);
  }
  await sync(path.dirname(target));
}

/** Where a file system has no hard links. Two who take in the same file at once have a copy each. */
async function copyAside(file: string, target: string): Promise<void> {
  const aside = `${target}.${randomUUID()}.part`;
  try {
    await copyFile(file, aside, constants.COPYFILE_FICLONE);
    await sync(aside);
    await rename(aside, target);
  } catch (cause) {
    await rm(aside, { force: true });
    throw cause;
  }
}

async function sync(place: string): Promise<void> {
  const handle = await open(place, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
