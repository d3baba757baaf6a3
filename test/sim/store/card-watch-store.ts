import type { CardWatch } from "../../../src-server/store/card-watch-store.ts";
import type { Executor } from "../../../src-server/store/store.ts";
import { statement } from "./executor.ts";
import { table } from "./tables.ts";

/** The twin of src-server/store/card-watch-store.ts. */
export async function writeWatches(executor: Executor, watches: readonly CardWatch[]): Promise<void> {
  if (watches.length === 0) return;
  await statement(executor, async (tx) => {
    for (const watch of watches) {
      await table.cardWatch.lockKey(tx, watch.orderId);
      table.cardWatch.put(tx, watch.orderId, watch);
    }
  });
}
