import type { JournalFolder, SyncFile } from "./journal-file.ts";

/** A folder of the origin-private file system by its path, made when it is not there. */
export async function privateFolder(...path: readonly string[]): Promise<FileSystemDirectoryHandle> {
  let folder = await navigator.storage.getDirectory();
  for (const name of ["lianxinqiao", ...path]) folder = await folder.getDirectoryHandle(name, { create: true });
  return folder;
}

/** A folder as a journal uses it. */
export function journalFolder(folder: FileSystemDirectoryHandle): JournalFolder {
  return {
    names: () => namesIn(folder),
    open: async (name) => {
      const handle = await existing(folder, name);
      return handle === null ? null : openSync(handle);
    },
    create: async (name) => openSync(await folder.getFileHandle(name, { create: true })),
    rename: async (name, next) => renameFile(folder, await folder.getFileHandle(name), next),
    remove: (name) => folder.removeEntry(name),
  };
}

export async function namesIn(folder: FileSystemDirectoryHandle): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  return names;
}

/** The file of a name; null when there is none. */
export async function existing(folder: FileSystemDirectoryHandle, name: string): Promise<FileSystemFileHandle | null> {
  try {
    return await folder.getFileHandle(name);
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === "NotFoundError") return null;
    throw fault;
  }
}

type Movable = FileSystemFileHandle & { readonly move: (name: string) => Promise<void> };

/** Gives a closed file another name, by a copy where the browser cannot. */
export async function renameFile(
  folder: FileSystemDirectoryHandle,
  file: FileSystemFileHandle,
  name: string,
): Promise<void> {
  if (isMovable(file)) return file.move(name);
  await writeThrough(await folder.getFileHandle(name, { create: true }), await file.getFile());
  await folder.removeEntry(file.name);
}

/** Not yet in TypeScript's library; in Chromium since 102. */
function isMovable(handle: FileSystemFileHandle): handle is Movable {
  return "move" in handle;
}

/** Writes all bytes in place of what the file held; they are on the disk when it resolves. */
export async function writeThrough(handle: FileSystemFileHandle, blob: Blob): Promise<void> {
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

/** How long a page that is going away may still hold a file, in ms. */
const letGoMs = 5_000;
const retryMs = 50;

/**
 * Opens a file for synchronous work. A page being reloaded may hold it a moment longer, so this waits for it.
 * @throws DOMException NoModificationAllowedError when another page keeps it
 */
export async function openSync(handle: FileSystemFileHandle): Promise<FileSystemSyncAccessHandle & SyncFile> {
  for (let waited = 0; ; waited += retryMs) {
    try {
      return await handle.createSyncAccessHandle();
    } catch (fault) {
      if (waited >= letGoMs || !isHeldElsewhere(fault)) throw fault;
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  }
}

function isHeldElsewhere(fault: unknown): boolean {
  return fault instanceof DOMException && fault.name === "NoModificationAllowedError";
}
