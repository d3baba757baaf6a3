import type { UserId } from "../../src-shared/kernel/ids.ts";

/** Deletes the mirrors of an account that have another shape than this build's: they are fetched again. */
export async function forgetOlderMirrors(account: UserId, shape: number): Promise<void> {
  const databases = await indexedDB.databases();
  const older = databases.flatMap(({ name }) => (name !== undefined && isOlder(name, account, shape) ? [name] : []));
  await Promise.all(older.map(deleteDatabase));
}

function isOlder(name: string, account: UserId, shape: number): boolean {
  const match = /^rxdb-dexie-mirror(\d+)-([0-9a-f-]{36})--/.exec(name);
  return match !== null && match[2] === account && match[1] !== String(shape);
}

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    const done = (): void => resolve();
    // One that cannot be deleted now is tried again at the next start; it holds nothing that anybody waits for.
    Object.assign(request, { onsuccess: done, onerror: done, onblocked: done });
  });
}
