import { openSync } from "./private-folder.ts";

/** The name of a file while its bytes are not all here. */
const unfinished = ".part";

/**
 * Stores bytes under their SHA-256: written aside, flushed, checked, then renamed, so that a file under its hash is
 * whole. The same file twice is one.
 * @throws Error `damaged` when the bytes do not hash to the name
 */
export async function putBlob(folder: FileSystemDirectoryHandle, sha256: string, blob: Blob): Promise<void> {
  if ((await blobSize(folder, sha256)) !== null) return;
  const aside = await folder.getFileHandle(sha256 + unfinished, { create: true });
  await writeThrough(aside, blob);
  const found = await sha256Hex(await (await aside.getFile()).arrayBuffer());
  if (found !== sha256) {
    await folder.removeEntry(sha256 + unfinished);
    throw new Error(`damaged: the bytes hash to ${found}`);
  }
  await rename(folder, aside, sha256);
}

async function writeThrough(handle: FileSystemFileHandle, blob: Blob): Promise<void> {
  const file = await openSync(handle);
  try {
    file.truncate(0);
    let at = 0;
    for await (const chunk of blob.stream()) at += file.write(chunk, { at });
    if (at !== blob.size) throw new DOMException("the disk took no more bytes", "QuotaExceededError");
    file.flush();
  } finally {
    file.close();
  }
}

/** Bytes of a stored file; null when it is not here whole. */
export async function blobSize(folder: FileSystemDirectoryHandle, sha256: string): Promise<number | null> {
  try {
    return (await (await folder.getFileHandle(sha256)).getFile()).size;
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === "NotFoundError") return null;
    throw fault;
  }
}

export async function deleteBlob(folder: FileSystemDirectoryHandle, sha256: string): Promise<void> {
  if ((await blobSize(folder, sha256)) !== null) await folder.removeEntry(sha256);
}

type Movable = FileSystemFileHandle & { readonly move: (name: string) => Promise<void> };

async function rename(folder: FileSystemDirectoryHandle, aside: FileSystemFileHandle, name: string): Promise<void> {
  if (isMovable(aside)) return aside.move(name);
  const target = await folder.getFileHandle(name, { create: true });
  await writeThrough(target, await aside.getFile());
  await folder.removeEntry(aside.name);
}

/** Not yet in TypeScript's library; in Chromium since 102. */
function isMovable(handle: FileSystemFileHandle): handle is Movable {
  return "move" in handle;
}

async function sha256Hex(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
