import type { NamedFile, StoredFile } from "../../../src-server/store/file-store.ts";
import type { Executor } from "../../../src-server/store/store.ts";
import { orderId, sha256, type OrderId, type Sha256, type UserId } from "../../../src-shared/kernel/ids.ts";
import { statement } from "./executor.ts";
import type { MemoryTransaction } from "./memory-database.ts";
import { table } from "./tables.ts";

/** The twin of src-server/store/file-store.ts, as far as steps and uploads reach it. */
export function addFile(executor: Executor, file: StoredFile): Promise<void> {
  return statement(executor, (tx) => {
    if (!table.files.get(tx, file.sha256)) table.files.put(tx, file.sha256, file);
    const sender = { sha256: file.sha256, userId: file.storedBy };
    table.fileSenders.put(tx, senderKey(sender.userId, sender.sha256), sender);
  });
}

export function hasSent(executor: Executor, user: UserId, hash: Sha256): Promise<boolean> {
  return statement(executor, (tx) => table.fileSenders.get(tx, senderKey(user, hash)) !== null);
}

const senderKey = (user: string, hash: string): string => `${user} ${hash}`;

/** Whether one who attached the file to the order has sent its bytes. */
function isSentByAttacher(tx: MemoryTransaction, order: string, hash: string): boolean {
  return table.actions.all(tx).some((row) => {
    const isNaming = row.orderId === order && row.type === "attach" && row.envelope.includes(hash);
    const isDone = row.verdict === "applied" || row.verdict === "merged";
    return isNaming && isDone && table.fileSenders.get(tx, senderKey(row.userId, hash)) !== null;
  });
}

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

export function readAwaited(executor: Executor, after: string, limit: number): Promise<readonly Sha256[]> {
  return statement(executor, (tx) => {
    const awaited = table.orderFiles.all(tx).filter((row) => !row.announced && row.sha256 > after);
    return [...new Set(awaited.map((row) => row.sha256))].toSorted().slice(0, limit).map(sha256);
  });
}

export function readUnannounced(
  executor: Executor,
  limit: number,
): Promise<readonly Readonly<{ orderId: OrderId; sha256: Sha256 }>[]> {
  return statement(executor, (tx) => {
    const waiting = table.orderFiles.all(tx).filter((row) => !row.announced && table.files.get(tx, row.sha256));
    const sent = waiting.filter((row) => isSentByAttacher(tx, row.orderId, row.sha256)).slice(0, limit);
    return sent.map((row) => ({ orderId: orderId(row.orderId), sha256: sha256(row.sha256) }));
  });
}
