import { createHash, type Hash } from "node:crypto";

import { writeAll, type OpenFile } from "../services/disk.ts";
import { chunkBytes, headBytes, sealedChunkBytes, type ChunkCipher } from "./chunk-cipher.ts";

/** A file being written: bytes go in from the first to the last, and are sealed chunk by chunk. */
export type BlobWriter = Readonly<{
  /** How many bytes have come. */
  written: () => number;
  write: (bytes: Uint8Array) => Promise<void>;
  /** Writes what is left, fsyncs and closes; the SHA-256 of all bytes, hex. */
  finish: () => Promise<string>;
  close: () => Promise<void>;
}>;

type Progress = { hash: Hash; rest: Buffer; written: number; chunks: number };

export async function openBlobWriter(file: OpenFile, cipher: ChunkCipher): Promise<BlobWriter> {
  await file.truncate(0);
  await writeAll(file, cipher.head, 0);
  const progress: Progress = { hash: createHash("sha256"), rest: Buffer.alloc(0), written: 0, chunks: 0 };
  const sealChunk = async (bytes: Uint8Array): Promise<void> => {
    await writeAll(file, cipher.seal(progress.chunks, bytes), headBytes + progress.chunks * sealedChunkBytes);
    progress.chunks += 1;
  };
  return {
    written: () => progress.written,
    write: async (bytes) => {
      progress.hash.update(bytes);
      progress.written += bytes.length;
      progress.rest = Buffer.concat([progress.rest, bytes]);
      while (progress.rest.length >= chunkBytes) {
        await sealChunk(progress.rest.subarray(0, chunkBytes));
        progress.rest = progress.rest.subarray(chunkBytes);
      }
    },
    finish: async () => {
      if (progress.rest.length > 0) await sealChunk(progress.rest);
      await file.sync();
      await file.close();
      return progress.hash.digest("hex");
    },
    close: () => file.close(),
  };
}
