import type { NamedFile } from "../../../src-server/store/file-store.ts";
import type { Executor } from "../../../src-server/store/store.ts";
import type { OrderId, Sha256 } from "../../../src-shared/kernel/ids.ts";
import { statement } from "./executor.ts";
import { table } from "./tables.ts";

/** The twin of src-server/store/file-store.ts, as far as steps reach it: bytes do not travel in a run. */
export function nameFile(executor: Executor, file: NamedFile): Promise<void> {
  const key = `${file.orderId} ${file.sha256}`;
  return statement(executor, async (tx) => {
    await table.orderFiles.lockKey(tx, key);
    if (!table.orderFiles.get(tx, key)) table.orderFiles.put(tx, key, { ...file, announced: false });
  });
}

export function markAnnounced(executor: Executor, order: OrderId, hash: Sha256): Promise<void> {
  return statement(executor, async (tx) => {
    const row = await table.orderFiles.lock(tx, `${order} ${hash}`);
    if (row) table.orderFiles.put(tx, `${order} ${hash}`, { ...row, announced: true });
  });
}

export async function readUnannounced(): Promise<readonly never[]> {
  return [];
}
