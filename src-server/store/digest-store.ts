import { and, inArray, sql } from "drizzle-orm";

import { bucketCount, type Digest, type Revision } from "../../src-shared/sync/digest.ts";
import { isVisibleBelow } from "./order-store.ts";
import { workOrders } from "./schema.ts";
import type { Executor } from "./store.ts";

/** The last byte of an order's id: the part it lies in. */
const bucket = sql<number>`('x' || right(${workOrders.id}::text, 2))::bit(8)::int`;
/** The first eight bytes of SHA-256 of `id:version`. */
const hash = sql`('x' || encode(substring(sha256(convert_to(
  ${workOrders.id}::text || ':' || ${workOrders.version}, 'UTF8')) from 1 for 8), 'hex'))::bit(64)::bigint`;

/**
 * The digests of what is visible below a path, part by part: one pass over ids and versions, no document is read.
 * docs/spec/digest.md says what it costs.
 */
export async function readDigests(db: Executor, path: string): Promise<readonly Digest[]> {
  const rows = await db
    .select({
      bucket: bucket.mapWith(Number),
      count: sql`count(*)`.mapWith(Number),
      xor: sql<string>`lpad(to_hex(bit_xor(${hash})), 16, '0')`,
    })
    .from(workOrders)
    .where(isVisibleBelow(path))
    .groupBy(bucket);
  const known = new Map(rows.map(({ bucket: at, count, xor }) => [at, { count, xor }]));
  return Array.from({ length: bucketCount }, (_, at) => known.get(at) ?? { count: 0, xor: "0".repeat(16) });
}

/** Ids and versions of what is visible below a path and lies in one of these parts, not ended and newest first. */
export async function readRevisions(
  db: Executor,
  path: string,
  buckets: readonly number[],
): Promise<readonly Revision[]> {
  if (buckets.length === 0) return [];
  const { id, version, ended, newestFirst } = workOrders;
  const all = buckets.length === bucketCount;
  return db
    .select({ id, version })
    .from(workOrders)
    .where(all ? isVisibleBelow(path) : and(isVisibleBelow(path), inArray(bucket, [...buckets])))
    .orderBy(ended, newestFirst, id);
}
