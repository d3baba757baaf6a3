import type { FeedRow } from "../../src-shared/protocol/sync.ts";
import { readOpenings } from "../store/opening-store.ts";
import type { Executor } from "../store/store.ts";

/**
 * Rows of the feed with who has opened their orders.
 * @see docs/spec/receipts.md RC-5
 */
export async function withOpenings(tx: Executor, rows: readonly FeedRow[]): Promise<FeedRow[]> {
  const shown = rows.filter((row) => row.order !== null).map((row) => row.orderId);
  const openings = await readOpenings(tx, shown);
  return rows.map((row) => {
    const found = openings.get(row.orderId);
    return found ? { ...row, openings: [...found] } : row;
  });
}
