import { setTimeout as sleep } from "node:timers/promises";

import { isWorthRetrying } from "./database-fault.ts";
import type { Executor, Store } from "./store.ts";

const attempts = 6;

/**
 * Runs work in one transaction, and again from the start when the database asks for it (serialization failure,
 * deadlock). The work must have no effect outside the transaction.
 */
export async function inTransaction<Value>(store: Store, work: (tx: Executor) => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await store.db.transaction(work);
    } catch (error) {
      if (attempt >= attempts || !isWorthRetrying(error)) throw error;
      await sleep(Math.random() * 20 * 2 ** attempt);
    }
  }
}

/** Reads several things as they were at one moment. */
export async function inSnapshot<Value>(store: Store, read: (tx: Executor) => Promise<Value>): Promise<Value> {
  return store.db.transaction(read, { isolationLevel: "repeatable read", accessMode: "read only" });
}
