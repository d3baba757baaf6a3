import { and, asc, eq, isNotNull, lte, sql } from "drizzle-orm";

import { orderId, type OrderId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import { writeInPages } from "./in-pages.ts";
import { cardWatch, workOrders } from "./schema.ts";
import type { Executor } from "./store.ts";

export type CardWatch = Readonly<{ orderId: OrderId; lookAt: Instant | null }>;

/** Writes when the cards of orders are to be looked at again. */
export async function writeWatches(tx: Executor, watches: readonly CardWatch[]): Promise<void> {
  await writeInPages(watches, (page) =>
    tx
      .insert(cardWatch)
      .values(page)
      .onConflictDoUpdate({ target: cardWatch.orderId, set: { lookAt: sql`excluded.look_at` } }),
  );
}

/** The orders whose cards are to be looked at by now, the longest due first. */
export async function readDueWatches(db: Executor, now: Instant, limit: number): Promise<readonly OrderId[]> {
  const rows = await db
    .select({ id: cardWatch.orderId })
    .from(cardWatch)
    .where(and(isNotNull(cardWatch.lookAt), lte(cardWatch.lookAt, now)))
    .orderBy(asc(cardWatch.lookAt))
    .limit(limit);
  return rows.map(({ id }) => orderId(id));
}

/** Has every open order that nobody watches yet looked at once: those from before there were cards. */
export async function watchUnwatched(db: Executor): Promise<void> {
  const unwatched = db
    .select({ orderId: workOrders.id, lookAt: sql<number>`0`.as("look_at") })
    .from(workOrders)
    .leftJoin(cardWatch, eq(cardWatch.orderId, workOrders.id))
    .where(and(eq(workOrders.ended, false), sql`${cardWatch.orderId} is null`));
  await db.insert(cardWatch).select(unwatched).onConflictDoNothing();
}
