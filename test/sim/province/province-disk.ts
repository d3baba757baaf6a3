import { createHash } from "node:crypto";
import path from "node:path";
import type { Upload } from "@tus/server";

import type { BlobStore, Measured } from "../../../src-server/store/blob-store.ts";
import { sha256, type Sha256, type UserId } from "../../../src-shared/kernel/ids.ts";
import { theWorld } from "../world/world.ts";

/** An upload under way: what was declared of it, and the bytes that have come. */
export type KeptUpload = { readonly facts: Upload; bytes: Uint8Array };

/** The folder that all servers of a province share: uploads under way, and files by the hash of their bytes. */
type ProvinceDisk = Readonly<{
  uploads: Map<string, KeptUpload>;
  files: Map<string, Uint8Array>;
  senders: Map<string, ReadonlySet<UserId>>;
}>;

let disk: ProvinceDisk = newDisk();

function newDisk(): ProvinceDisk {
  return { uploads: new Map(), files: new Map(), senders: new Map() };
}

export function provinceDisk(): ProvinceDisk {
  return disk;
}

/** A run begins with an empty one. */
export function forgetProvinceDisk(): void {
  disk = newDisk();
}

export function hashOf(bytes: Uint8Array): Sha256 {
  return sha256(createHash("sha256").update(bytes).digest("hex"));
}

/** Every call to the disk takes its time, and none comes back once the process is dead. */
export async function onDisk<Value>(work: () => Value): Promise<Value> {
  await theWorld().pause(theWorld().random.delay(3));
  return work();
}

function measured(bytes: Uint8Array, headBytes: number): Measured {
  return { sha256: hashOf(bytes), size: bytes.length, head: Buffer.from(bytes.subarray(0, headBytes)) };
}

/** Stands in for src-server/store/blob-store.ts, over the province's disk. */
export const simBlobs: BlobStore = {
  measure: (file, headBytes) =>
    onDisk(() => measured(disk.uploads.get(path.basename(file))?.bytes ?? new Uint8Array(), headBytes)),
  keep: (file, hash, from) =>
    onDisk(() => {
      disk.senders.set(hash, new Set([...(disk.senders.get(hash) ?? []), from]));
      const bytes = disk.uploads.get(path.basename(file))?.bytes;
      if (bytes !== undefined && !disk.files.has(hash)) disk.files.set(hash, Uint8Array.from(bytes));
    }),
  senders: (hash) => onDisk(() => (disk.files.has(hash) ? [...(disk.senders.get(hash) ?? [])] : [])),
  check: (hash, headBytes) => onDisk(() => measured(disk.files.get(hash) ?? new Uint8Array(), headBytes)),
  size: (hash) => onDisk(() => disk.files.get(hash)?.length ?? null),
  read: () => {
    throw new Error("no run looks at files of others");
  },
};
