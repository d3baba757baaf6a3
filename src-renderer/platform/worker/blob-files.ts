import { existing, namesIn, renameFile, writeThrough } from "./private-folder.ts";

/** The name of a file while its bytes are not all here. */
const unfinished = ".part";

/**
 * Stores bytes under their SHA-256: written aside, flushed, checked, then renamed, so that a file under its hash is
 * whole. The same file twice is one, and one that was damaged since is put in place of.
 * @throws Error `damaged` when the bytes do not hash to the name
 */
export async function putBlob(folder: FileSystemDirectoryHandle, sha256: string, blob: Blob): Promise<void> {
  const known = await existing(folder, sha256);
  if (known !== null && (await sha256Hex(await (await known.getFile()).arrayBuffer())) === sha256) return;
  const aside = await folder.getFileHandle(sha256 + unfinished, { create: true });
  await writeThrough(aside, blob);
  const found = await sha256Hex(await (await aside.getFile()).arrayBuffer());
  if (found !== sha256) {
    await folder.removeEntry(sha256 + unfinished);
    throw new Error(`damaged: the bytes hash to ${found}`);
  }
  await renameFile(folder, aside, sha256);
}

/** Bytes of a stored file; null when it is not here whole. */
export async function blobSize(folder: FileSystemDirectoryHandle, sha256: string): Promise<number | null> {
  const handle = await existing(folder, sha256);
  return handle === null ? null : (await handle.getFile()).size;
}

export async function deleteBlob(folder: FileSystemDirectoryHandle, sha256: string): Promise<void> {
  if ((await blobSize(folder, sha256)) !== null) await folder.removeEntry(sha256);
}

/** The names of the files that are here whole. */
export async function blobNames(folder: FileSystemDirectoryHandle): Promise<readonly string[]> {
  return (await namesIn(folder)).filter((name) => !name.endsWith(unfinished));
}

async function sha256Hex(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
