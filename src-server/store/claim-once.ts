import { meta } from "./schema.ts";
import type { Executor } from "./store.ts";

/**
 * Claims what may be done once in the life of a database: true for the first transaction that asks and commits, false
 * for every later one. A transaction that asks while another holds the claim waits for its end.
 */
export async function claimOnce(tx: Executor, key: string, value: string): Promise<boolean> {
  const rows = await tx.insert(meta).values({ key, value }).onConflictDoNothing().returning({ key: meta.key });
  return rows.length > 0;
}
