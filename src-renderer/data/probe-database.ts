import { asUnavailable } from "../platform/unavailable.ts";

// [Note: asked before RxDB] RxDB keeps the promise of an opened database by its name for as long as the page lives, also
// when opening has failed: a disk that was full for a moment, or a damaged file, would lock a person out until the page
// is loaded anew. So each database is opened and closed once before RxDB sees it.

/**
 * Sees whether a database can be opened. One whose files cannot be read, today or ever, is deleted: what must not be lost
 * is in the journal, and whoever finds the database empty says so.
 * @throws Unavailable when it does not open for another reason, such as a full disk
 * @see docs/spec/loss.md LO-4
 */
export async function probeDatabase(name: string): Promise<void> {
  try {
    await openAndClose(name);
  } catch (fault) {
    if (!isDamaged(fault)) throw asUnavailable(fault);
    await deleteDatabase(name);
  }
}

/** What browsers say of a database whose files they cannot read. */
function isDamaged(fault: unknown): boolean {
  return fault instanceof DOMException && fault.name === "UnknownError";
}

function openAndClose(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    // A database that is not there yet is RxDB's to make.
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
    request.onerror = () => {
      if (request.error === null || request.error.name === "AbortError") resolve();
      else reject(request.error);
    };
  });
}

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => resolve();
    request.onblocked = () => resolve();
  });
}
