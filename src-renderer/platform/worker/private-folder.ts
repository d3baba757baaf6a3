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
    open: async (name) => openSync(await folder.getFileHandle(name, { create: true })),
    remove: (name) => folder.removeEntry(name),
  };
}

async function namesIn(folder: FileSystemDirectoryHandle): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  return names;
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
