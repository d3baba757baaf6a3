import { and, eq, inArray, sql } from "drizzle-orm";

import { orderId, sha256, type OrderId, type Sha256, type UserId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import { files, orderFiles } from "./schema.ts";
import type { Executor } from "./store.ts";

export type StoredFile = Readonly<{
  sha256: Sha256;
  size: number;
  type: string;
  storedAt: Instant;
  storedBy: UserId;
}>;

export async function addFile(db: Executor, file: StoredFile): Promise<void> {
  await db.insert(files).values(file).onConflictDoNothing();
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

/** Orders that name a file whose bytes are there and do not say so yet. */
export async function readUnannounced(
  db: Executor,
  limit: number,
): Promise<readonly Readonly<{ orderId: OrderId; sha256: Sha256 }>[]> {
  const rows = await db
    .select({ order: orderFiles.orderId, hash: orderFiles.sha256 })
    .from(orderFiles)
    .innerJoin(files, eq(files.sha256, orderFiles.sha256))
    .where(sql`not ${orderFiles.announced}`)
    .limit(limit);
  return rows.map((row) => ({ orderId: orderId(row.order), sha256: sha256(row.hash) }));
}

/** The orders that name a file, with the name each gives it. */
export async function readNames(db: Executor, hash: Sha256): Promise<readonly NamedFile[]> {
  const rows = await db
    .select()
    .from(orderFiles)
    .where(inArray(orderFiles.sha256, [hash]));
  return rows.map(({ name, type, ...row }) => ({
    orderId: orderId(row.orderId),
    sha256: sha256(row.sha256),
    name,
    type,
  }));
}
