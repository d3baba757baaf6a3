import type { Executor } from "../../../src-server/store/store.ts";
import { sabotage } from "../mutants/sabotage.ts";
import type { Owner } from "../world/agenda.ts";
import { type MemoryDatabase, type MemoryTransaction } from "./memory-database.ts";

/** A server process, as its statements know it: each takes time, and none comes back once the process is dead. */
export type Process = Owner & Readonly<{ pause: (typicalMs?: number) => Promise<void> }>;

type Work<Value> = (tx: Executor) => Promise<Value>;
type Config = Readonly<{ isolationLevel?: string }>;

/** What stands in for drizzle's database: the twins of the stores find the transaction in it. */
type MemoryExecutor = Readonly<{
  process: Process;
  database: MemoryDatabase;
  /** null outside a transaction */
  tx: MemoryTransaction | null;
  transaction: <Value>(work: Work<Value>, config?: Config) => Promise<Value>;
}>;

/** The database as a process sees it. */
export function memoryExecutor(database: MemoryDatabase, process: Process): Executor {
  const executor: MemoryExecutor = {
    process,
    database,
    tx: null,
    transaction: async (work, config) => {
      await process.pause();
      const tx = database.begin(process, config?.isolationLevel === "repeatable read");
      try {
        const value = await work(within(executor, tx));
        await process.pause();
        if (sabotage.mutant === "acknowledge-before-commit") {
          void process.pause(5_000).then(() => database.commit(tx));
          return value;
        }
        database.commit(tx);
        await process.pause();
        return value;
      } catch (error) {
        database.rollback(tx);
        throw error;
      }
    },
  };
  return executor as unknown as Executor;
}

function within(outer: MemoryExecutor, tx: MemoryTransaction): Executor {
  const inner: MemoryExecutor = {
    ...outer,
    tx,
    transaction: async (work) => {
      tx.savepoint();
      try {
        const value = await work(within(outer, tx));
        tx.release(true);
        return value;
      } catch (error) {
        tx.release(false);
        throw error;
      }
    },
  };
  return inner as unknown as Executor;
}

/** Runs one statement: in the transaction that it is given, or in one of its own. */
export async function statement<Value>(
  executor: Executor,
  work: (tx: MemoryTransaction) => Value | Promise<Value>,
): Promise<Value> {
  const { process, database, tx } = executor as unknown as MemoryExecutor;
  await process.pause();
  if (tx !== null) return work(tx);
  const own = database.begin(process, false);
  try {
    const value = await work(own);
    database.commit(own);
    return value;
  } catch (error) {
    database.rollback(own);
    throw error;
  }
}

/** Has the process of an executor wait between two statements. */
export function linger(executor: Executor, typicalMs: number): Promise<void> {
  return (executor as unknown as MemoryExecutor).process.pause(typicalMs);
}

/** A table, typed. `lock` waits for the row and then gives it as it stands; null where there is none. */
export function memoryTable<Row extends object>(name: string) {
  const get = (tx: MemoryTransaction, key: string): Row | null => tx.get(name, key) as Row | null;
  return {
    get,
    all: (tx: MemoryTransaction): readonly Row[] => [...tx.keys(name)].flatMap((key) => get(tx, key) ?? []),
    put: (tx: MemoryTransaction, key: string, row: Row): void => tx.put(name, key, row),
    remove: (tx: MemoryTransaction, key: string): void => tx.put(name, key, null),
    lockKey: (tx: MemoryTransaction, key: string): Promise<void> => tx.database.lock(tx, `${name} ${key}`),
    lock: async (tx: MemoryTransaction, key: string): Promise<Row | null> => {
      if (get(tx, key) === null) return null;
      await tx.database.lock(tx, `${name} ${key}`);
      return get(tx, key);
    },
  };
}
