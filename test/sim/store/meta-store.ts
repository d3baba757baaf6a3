import type { Executor } from "../../../src-server/store/store.ts";
import { statement } from "./executor.ts";
import { table } from "./tables.ts";

/** The twin of src-server/store/meta-store.ts. */
export function readOrMake(executor: Executor, key: string, make: () => string): Promise<string> {
  return statement(executor, async (tx) => {
    const known = table.meta.get(tx, key);
    if (known) return known.value;
    await table.meta.lockKey(tx, key);
    const value = table.meta.get(tx, key)?.value ?? make();
    table.meta.put(tx, key, { key, value });
    return value;
  });
}

export function writeMeta(executor: Executor, key: string, value: string): Promise<void> {
  return statement(executor, async (tx) => {
    await table.meta.lockKey(tx, key);
    table.meta.put(tx, key, { key, value });
  });
}
