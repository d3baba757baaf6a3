import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";

// [Note: file format] A stored file is a head of 32 bytes (mark, random salt) and chunks of 64 KiB, each sealed by
// AES-256-GCM under a key of this file alone (HMAC of account key, salt and name), with the chunk's number as IV. What
// is bound to each chunk: the file's size. A chunk that was cut off, moved, or taken from another file does not open,
// and any range can be read without reading the rest.
export const headBytes = 32;
export const chunkBytes = 65_536;
const tagBytes = 16;
/** Bytes that a full chunk takes on the disk. */
export const sealedChunkBytes = chunkBytes + tagBytes;

const mark = Buffer.from("lianxinqiao blob", "utf8"); // 16 bytes; another algorithm will have another mark
const saltBytes = 16;

/** Seals and opens the chunks of one file. `open` gives null for what was not sealed by it. */
export type ChunkCipher = Readonly<{
  head: Uint8Array;
  seal: (index: number, bytes: Uint8Array) => Uint8Array;
  open: (index: number, sealed: Uint8Array) => Uint8Array | null;
}>;

export type FileIdentity = Readonly<{ key: Uint8Array; name: string; size: number }>;

/** A cipher for a new file. */
export function newChunkCipher(file: FileIdentity): ChunkCipher {
  return chunkCipher(file, Buffer.concat([mark, randomBytes(saltBytes)]));
}

/** The cipher of a stored file by its head, or null when this is no head of ours. */
export function chunkCipherOf(file: FileIdentity, head: Uint8Array): ChunkCipher | null {
  const isOurs = head.length === headBytes && mark.equals(head.subarray(0, mark.length));
  return isOurs ? chunkCipher(file, head) : null;
}

function chunkCipher({ key, name, size }: FileIdentity, head: Uint8Array): ChunkCipher {
  const own = createHmac("sha256", key).update("file\0").update(head).update(name).digest();
  const bound = Buffer.from(`lianxinqiao file ${size}`, "utf8");
  return {
    head,
    seal: (index, bytes) => {
      const cipher = createCipheriv("aes-256-gcm", own, ivOf(index)).setAAD(bound);
      return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    },
    open: (index, sealed) => {
      if (sealed.length <= tagBytes) return null;
      const decipher = createDecipheriv("aes-256-gcm", own, ivOf(index)).setAAD(bound);
      decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - tagBytes)), decipher.final()]);
      } catch {
        return null;
      }
    },
  };
}

function ivOf(index: number): Uint8Array {
  const iv = Buffer.alloc(12);
  iv.writeUInt32BE(index, 8);
  return iv;
}

/** The size of a file by its size on the disk; null when no file of ours has that size. */
export function plainSize(storedBytes: number): number | null {
  const sealed = storedBytes - headBytes;
  const chunks = Math.ceil(sealed / sealedChunkBytes);
  const size = sealed - chunks * tagBytes;
  return chunks >= 1 && size > (chunks - 1) * chunkBytes ? size : null;
}
