import { and, asc, eq, gt, inArray, not, or, sql } from "drizzle-orm";

import { inPages, writeInPages } from "./in-pages.ts";
import { feedHead, offices, visibility } from "./schema.ts";
import type { Executor, Heads } from "./store.ts";

/** That an office (by its path) sees an order, or no longer does. */
export type Sight = Readonly<{ orderId: string; office: string; shard: string; gone: boolean }>;

export async function readSights(tx: Executor, orders: readonly string[]): Promise<readonly Sight[]> {
  const { orderId, office, shard, gone } = visibility;
  return inPages(orders, (page) =>
    tx.select({ orderId, office, shard, gone }).from(visibility).where(inArray(orderId, page)),
  );
}

/**
 * Writes sights into the feed, each under a version of its own. These are the last statements of a transaction: the
 * heads stay locked until it commits, so that a reader who sees a head sees every row below it.
 * [Note: feed order] Heads are locked in shard order (no deadlock) and counted up under the lock; nothing may be
 * written after this. Both halves: here and sync/read-feed.ts, which reads heads and rows in one snapshot.
 */
export async function writeSights(tx: Executor, sights: readonly Sight[]): Promise<Heads> {
  if (sights.length === 0) return {};
  const byShard = Map.groupBy(sights, (sight) => sight.shard);
  const shards = [...byShard.keys()].sort();
  await tx
    .insert(feedHead)
    .values(shards.map((shard) => ({ shard, version: 0 })))
    .onConflictDoNothing();
  await tx.select().from(feedHead).where(inArray(feedHead.shard, shards)).orderBy(asc(feedHead.shard)).for("update");
  const heads: Record<string, number> = {};
  const rows: (typeof visibility.$inferInsert)[] = [];
  for (const shard of shards) {
    const own = byShard.get(shard) ?? [];
    const head = await countUp(tx, shard, own.length);
    rows.push(...own.map((sight, at) => ({ ...sight, version: head - own.length + 1 + at })));
    heads[shard] = head;
  }
  await writeInPages(rows, (page) =>
    tx
      .insert(visibility)
      .values(page)
      .onConflictDoUpdate({
        target: [visibility.orderId, visibility.office],
        set: { version: sql`excluded.version`, gone: sql`excluded.gone`, shard: sql`excluded.shard` },
      }),
  );
  return heads;
}

async function countUp(tx: Executor, shard: string, by: number): Promise<number> {
  const [row] = await tx
    .update(feedHead)
    .set({ version: sql`${feedHead.version} + ${by}` })
    .where(eq(feedHead.shard, shard))
    .returning({ version: feedHead.version });
  if (!row) throw new Error(`the shard ${shard} has no head`);
  return row.version;
}

/** The orders that offices at these places see, or saw. */
export async function readOrdersSeenAt(db: Executor, places: readonly string[]): Promise<readonly string[]> {
  const rows = await inPages(places, (page) =>
    db.selectDistinct({ orderId: visibility.orderId }).from(visibility).where(inArray(visibility.office, page)),
  );
  return [...new Set(rows.map((row) => row.orderId))];
}

/** The orders that are shown at a place that no office has. One pass over all sights: for a look now and then. */
export async function readShownNowhere(db: Executor): Promise<readonly string[]> {
  // As texts, which can be hashed: as places they would be sorted, all of them.
  const isOffice = sql`exists (select 1 from ${offices} where ${offices.path}::text = ${visibility.office}::text)`;
  const rows = await db
    .selectDistinct({ orderId: visibility.orderId })
    .from(visibility)
    .where(and(eq(visibility.gone, false), not(isOffice)));
  return rows.map((row) => row.orderId);
}

/** The heads of the shards of a scope: those below its path, and the one that it lies in. */
export async function readHeads(db: Executor, path: string, ownShard: string): Promise<Heads> {
  const rows = await db
    .select()
    .from(feedHead)
    .where(sql`${feedHead.shard}::ltree <@ ${path}::ltree or ${feedHead.shard} = ${ownShard}`);
  return Object.fromEntries(rows.map((row) => [row.shard, row.version]));
}

/** The heads of all shards. */
export async function readAllHeads(db: Executor): Promise<Heads> {
  const rows = await db.select().from(feedHead);
  return Object.fromEntries(rows.map((row) => [row.shard, row.version]));
}

export type FeedEntry = Readonly<{ shard: string; version: number; orderId: string }>;

/** What changed below a path since these versions, shard by shard, oldest first. */
export async function readEntries(
  db: Executor,
  path: string,
  since: Readonly<{ versions: Heads; limit: number }>,
): Promise<readonly FeedEntry[]> {
  const moved = Object.entries(since.versions).map(([shard, version]) =>
    and(eq(visibility.shard, shard), gt(visibility.version, version)),
  );
  if (moved.length === 0) return [];
  const { shard, version, orderId } = visibility;
  return db
    .select({ shard, version, orderId })
    .from(visibility)
    .where(and(or(...moved), sql`${visibility.office} <@ ${path}::ltree`))
    .orderBy(asc(visibility.shard), asc(visibility.version))
    .limit(since.limit);
}

/** Which of these orders somebody below a path may see now. */
export async function visibleAmong(
  db: Executor,
  path: string,
  orders: readonly string[],
): Promise<ReadonlySet<string>> {
  const isBelow = sql`${visibility.office} <@ ${path}::ltree`;
  const rows = await inPages(orders, (page) =>
    db
      .selectDistinct({ orderId: visibility.orderId })
      .from(visibility)
      .where(and(inArray(visibility.orderId, page), isBelow, eq(visibility.gone, false))),
  );
  return new Set(rows.map((row) => row.orderId));
}
