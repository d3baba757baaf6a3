import { createHash } from "node:crypto";
import path from "node:path";
import type { Upload } from "@tus/server";

import type { BlobStore } from "../../../src-server/store/blob-store.ts";
import { sha256, type Sha256 } from "../../../src-shared/kernel/ids.ts";
import { theWorld } from "../world/world.ts";

/** An upload under way: what was declared of it, and the bytes that have come. */
export type KeptUpload = { readonly facts: Upload; bytes: Uint8Array };

/** The folder that all servers of a province share: uploads under way, and files by the hash of their bytes. */
type ProvinceDisk = Readonly<{ uploads: Map<string, KeptUpload>; files: Map<string, Uint8Array> }>;

let disk: ProvinceDisk = newDisk();

function newDisk(): ProvinceDisk {
  return { uploads: new Map(), files: new Map() };
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

/** Stands in for src-server/store/blob-store.ts, over the province's disk. */
export const simBlobs: BlobStore = {
  measure: (file, headBytes) =>
    onDisk(() => {
      const bytes = disk.uploads.get(path.basename(file))?.bytes ?? new Uint8Array();
      return { sha256: hashOf(bytes), size: bytes.length, head: Buffer.from(bytes.subarray(0, headBytes)) };
    }),
  keep: (file, hash) =>
    onDisk(() => {
      const bytes = disk.uploads.get(path.basename(file))?.bytes;
      if (bytes !== undefined && !disk.files.has(hash)) disk.files.set(hash, Uint8Array.from(bytes));
    }),
  size: (hash) => onDisk(() => disk.files.get(hash)?.length ?? null),
  read: () => {
    throw new Error("no run looks at files of others");
  },
};
