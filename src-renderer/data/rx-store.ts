import { createRxDatabase, type RxCollection, type RxCollectionCreator, type RxDatabase } from "rxdb";
import { getRxStorageDexie } from "rxdb/plugins/storage-dexie";

import { asUnavailable } from "../platform/unavailable.ts";
import { probeDatabase } from "./probe-database.ts";

export type Durability = "strict" | "relaxed";

/**
 * A group of collections in the browser's database that survives a closed database: after a full disk IndexedDB stays
 * closed even when there is room again, and only a new database helps (docs/spec/pitfalls.md PF-8).
 */
export type RxStore<Collections> = Readonly<{
  /** Runs work on the collections; once more on a new database when the old one turned out to be closed. */
  use: <T>(work: (collections: Collections) => Promise<T>) => Promise<T>;
  close: () => Promise<void>;
  /** Deletes all data and starts anew. */
  wipe: () => Promise<void>;
}>;

export type StoreOptions<Collections> = Readonly<{
  name: string;
  durability: Durability;
  collections: { [Name in keyof Collections]: RxCollectionCreator };
}>;

/**
 * Opens (or makes) a database.
 * @throws Unavailable when IndexedDB does not open
 */
export async function openRxStore<Collections extends Record<string, RxCollection>>(
  options: StoreOptions<Collections>,
): Promise<RxStore<Collections>> {
  let database = await open(options);
  let isOver = false;
  let reopening: Promise<void> | null = null;
  const reopen = async (): Promise<void> => {
    await database.close().catch(() => undefined);
    database = await open(options);
  };
  const reopenOnce = (): Promise<void> => {
    reopening ??= reopen().finally(() => (reopening = null));
    return reopening;
  };
  return {
    use: async (work) => {
      try {
        return await work(database.collections);
      } catch (fault) {
        if (isOver || !isClosed(fault)) throw asUnavailable(fault);
      }
      await reopenOnce();
      return work(database.collections).catch((fault: unknown) => Promise.reject(asUnavailable(fault)));
    },
    close: async () => {
      isOver = true;
      await database.close();
    },
    wipe: async () => {
      await database.remove();
      database = await open(options);
    },
  };
}

async function open<Collections extends Record<string, RxCollection>>(
  options: StoreOptions<Collections>,
): Promise<RxDatabase<Collections>> {
  try {
    await Promise.all(databaseNames(options).map(probeDatabase));
    const storage = getRxStorageDexie({ chromeTransactionDurability: options.durability });
    const database: RxDatabase<Collections> = await createRxDatabase<Collections>({
      name: options.name,
      storage,
      multiInstance: false,
      eventReduce: false,
      closeDuplicates: true,
    });
    await database.addCollections(options.collections);
    return database;
  } catch (fault) {
    throw asUnavailable(fault);
  }
}

/** The databases in the browser that RxDB makes of one of ours: one for each collection, and one of its own. */
function databaseNames({ name, collections }: StoreOptions<Record<string, RxCollection>>): readonly string[] {
  const versions = Object.entries(collections).map(([key, { schema }]) => `${schema.version}--${key}`);
  return ["0--_rxdb_internal", ...versions].map((end) => `rxdb-dexie-${name}--${end}`);
}

function isClosed(fault: unknown): boolean {
  const text = fault instanceof Error ? `${fault.name} ${fault.message}` : String(fault);
  return /DatabaseClosed|InvalidState|is closed|connection is closing|COL21/i.test(text);
}
