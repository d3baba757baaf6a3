import { and, asc, eq, gt, or, sql, type SQL } from "drizzle-orm";

import { orderId, sha256, type OrderId, type Sha256, type UserId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import { actions, files, fileSenders, orderFiles } from "./schema.ts";
import type { Executor } from "./store.ts";

export type StoredFile = Readonly<{
  sha256: Sha256;
  size: number;
  type: string;
  storedAt: Instant;
  storedBy: UserId;
}>;

/** Notes that a file is there, and who sent it: each of those who did, though its bytes are kept once. */
export async function addFile(db: Executor, file: StoredFile): Promise<void> {
  await db.insert(files).values(file).onConflictDoNothing();
  await db.insert(fileSenders).values({ sha256: file.sha256, userId: file.storedBy }).onConflictDoNothing();
}

export async function hasSent(db: Executor, user: UserId, hash: Sha256): Promise<boolean> {
  const isOne = and(eq(fileSenders.sha256, hash), eq(fileSenders.userId, user));
  return (await db.select().from(fileSenders).where(isOne)).length > 0;
}

// [Note: bytes are shown, not claimed] Whoever knows a file's hash can attach it to an order of his own; that must not
// give him bytes that others sent for orders he may not see. Bytes count as received for an order when one and the same
// account attached the file to it and sent the bytes. Both halves: here and http/routes/file-routes.ts.
function isSentByAttacher(): SQL {
  return sql`exists (select 1 from ${fileSenders} join ${actions} on ${actions.userId} = ${fileSenders.userId}
    where ${fileSenders.sha256} = ${orderFiles.sha256} and ${actions.orderId} = ${orderFiles.orderId}
      and ${actions.type} = 'attach' and ${actions.verdict} in ('applied', 'merged')
      and strpos(${actions.envelope}, ${orderFiles.sha256}) > 0)`;
}

export type NamedFile = Readonly<{ orderId: OrderId; sha256: Sha256; name: string; type: string }>;

/** Notes that an order names a file, whose bytes may come later or be there already. */
export async function nameFile(tx: Executor, file: NamedFile): Promise<void> {
  await tx
    .insert(orderFiles)
    .values({ ...file, announced: false })
    .onConflictDoNothing();
}

export async function markAnnounced(tx: Executor, order: OrderId, hash: Sha256): Promise<void> {
  await tx
    .update(orderFiles)
    .set({ announced: true })
    .where(and(eq(orderFiles.orderId, order), eq(orderFiles.sha256, hash)));
}

/** Orders that name a file whose bytes were received for them and do not say so yet. */
export async function readUnannounced(
  db: Executor,
  limit: number,
): Promise<readonly Readonly<{ orderId: OrderId; sha256: Sha256 }>[]> {
  const rows = await db
    .select({ order: orderFiles.orderId, hash: orderFiles.sha256 })
    .from(orderFiles)
    .innerJoin(files, eq(files.sha256, orderFiles.sha256))
    .where(and(sql`not ${orderFiles.announced}`, isSentByAttacher()))
    .limit(limit);
  return rows.map((row) => ({ orderId: orderId(row.order), sha256: sha256(row.hash) }));
}

/** Files that orders still await, in the order of their hashes, from the one behind `after` on. */
export async function readAwaited(db: Executor, after: string, limit: number): Promise<readonly Sha256[]> {
  const rows = await db
    .selectDistinct({ hash: orderFiles.sha256 })
    .from(orderFiles)
    .where(and(sql`not ${orderFiles.announced}`, gt(orderFiles.sha256, after)))
    .orderBy(asc(orderFiles.sha256))
    .limit(limit);
  return rows.map(({ hash }) => sha256(hash));
}

/** The orders for which a file was received, with the name each gives it. */
export async function readNames(db: Executor, hash: Sha256): Promise<readonly NamedFile[]> {
  const rows = await db
    .select()
    .from(orderFiles)
    .where(and(eq(orderFiles.sha256, hash), or(eq(orderFiles.announced, true), isSentByAttacher())));
  return rows.map(({ name, type, ...row }) => ({
    orderId: orderId(row.orderId),
    sha256: sha256(row.sha256),
    name,
    type,
  }));
}
