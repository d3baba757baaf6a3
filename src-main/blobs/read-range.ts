import type { Sha256, UserId } from "../../src-shared/kernel/ids.ts";
import { accept, refuse, type Result } from "../../src-shared/kernel/result.ts";
import { accountKey } from "../services/account-place.ts";
import type { Disk, OpenFile } from "../services/disk.ts";
import { Damaged } from "../services/fault.ts";
import type { Keychain } from "../services/keychain.ts";
import { chunkBytes, chunkCipherOf, headBytes, plainSize, sealedChunkBytes, type ChunkCipher } from "./chunk-cipher.ts";

export type Range = Readonly<{ offset: number; length: number }>;
type Source = Readonly<{ account: UserId; sha256: Sha256; file: string }>;

/**
 * Reads a range of a stored file, opening only the chunks it touches.
 * @throws Damaged when the file is not what was stored
 */
export async function readRange(
  { disk, keychain }: Readonly<{ disk: Disk; keychain: Keychain }>,
  source: Source,
  { offset, length }: Range,
): Promise<Result<Uint8Array, "not-here">> {
  const file = await disk.openToRead(source.file);
  if (file === null) return refuse("not-here");
  try {
    const size = plainSize(await file.size());
    if (size === null) throw new Damaged("a stored file is cut");
    const key = await accountKey(keychain, source.account, "files");
    const cipher = chunkCipherOf({ key, name: source.sha256, size }, await file.read(headBytes, 0));
    if (cipher === null) throw new Damaged("a stored file has no head");
    const end = Math.min(size, offset + length);
    return accept(offset >= end ? new Uint8Array() : await readChunks(file, cipher, { offset, end }));
  } finally {
    await file.close();
  }
}

async function readChunks(
  file: OpenFile,
  cipher: ChunkCipher,
  { offset, end }: Readonly<{ offset: number; end: number }>,
): Promise<Uint8Array> {
  const first = Math.floor(offset / chunkBytes);
  const parts: Uint8Array[] = [];
  for (let index = first; index * chunkBytes < end; index += 1) {
    const sealed = await file.read(sealedChunkBytes, headBytes + index * sealedChunkBytes);
    const bytes = cipher.open(index, sealed);
    if (bytes === null) throw new Damaged("a stored file has changed");
    parts.push(bytes);
  }
  const from = offset - first * chunkBytes;
  return Uint8Array.from(Buffer.concat(parts).subarray(from, from + end - offset));
}
