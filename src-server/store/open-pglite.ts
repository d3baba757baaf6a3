import { mkdirSync } from "node:fs";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { ltree } from "@electric-sql/pglite/contrib/ltree";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";

import { lockFolder } from "./folder-lock.ts";
import type { LockName } from "./lock-numbers.ts";
import { migrationsFolder } from "./migrations-folder.ts";
import * as schema from "./schema.ts";
import { memoryLocks } from "./shared-locks.ts";
import type { HeadsChannel, Store } from "./store.ts";

/** One process owns a PGlite database, so there is nobody to tell. */
const nobodyElse: HeadsChannel = { publish: async () => undefined, subscribe: () => undefined };

/**
 * Opens PostgreSQL in this process on a data folder, which it locks against a second process. For trial and training:
 * it runs with fsync off.
 * @throws FolderTaken
 */
export async function openPglite(folder: string): Promise<Store> {
  const database = path.join(folder, "database");
  mkdirSync(database, { recursive: true });
  const unlock = lockFolder(folder);
  try {
    const store = await storeOn(new PGlite({ dataDir: database, extensions: { ltree } }));
    return { ...store, close: () => store.close().finally(unlock) };
  } catch (cause) {
    unlock();
    throw cause;
  }
}

/** Opens PGlite in memory, from a dump when there is one: for tests. */
export async function openPgliteInMemory(dump?: Blob): Promise<Store & Readonly<{ dump: () => Promise<Blob> }>> {
  const client = new PGlite({ extensions: { ltree }, ...(dump ? { loadDataDir: dump } : {}) });
  const store = await storeOn(client);
  return { ...store, dump: () => client.dumpDataDir("none") };
}

/** One process owns a PGlite database, so that what runs in this one is all there is. */
function alone(): Store["whileAlone"] {
  const running = new Set<LockName>();
  return async (lock, work) => {
    if (running.has(lock)) return false;
    running.add(lock);
    try {
      await work();
    } finally {
      running.delete(lock);
    }
    return true;
  };
}

async function storeOn(client: PGlite): Promise<Store> {
  await client.waitReady;
  const db = drizzle({ client, schema });
  await migrate(db, { migrationsFolder });
  const uploadLocks = memoryLocks();
  return { kind: "pglite", db, heads: nobodyElse, whileAlone: alone(), uploadLocks, close: () => client.close() };
}
