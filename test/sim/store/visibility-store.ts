import type { Executor, Heads } from "../../../src-server/store/store.ts";
import type { FeedEntry, Sight } from "../../../src-server/store/visibility-store.ts";
import { isWithin } from "../../../src-shared/domain/reference/office.ts";
import { sabotage } from "../mutants/sabotage.ts";
import { linger, statement } from "./executor.ts";
import type { MemoryTransaction } from "./memory-database.ts";
import { table } from "./tables.ts";

const keyOf = (order: string, office: string): string => `${order} ${office}`;

/** The twin of src-server/store/visibility-store.ts. */
export function readSights(executor: Executor, orders: readonly string[]): Promise<readonly Sight[]> {
  const asked = new Set(orders);
  return statement(executor, (tx) =>
    table.visibility
      .all(tx)
      .filter((sight) => asked.has(sight.orderId))
      .map(({ orderId, office, shard, gone }) => ({ orderId, office, shard, gone })),
  );
}

export async function writeSights(executor: Executor, sights: readonly Sight[]): Promise<Heads> {
  if (sights.length === 0) return {};
  const byShard = Map.groupBy(sights, (sight) => sight.shard);
  const shards = [...byShard.keys()].sort();
  const heads: Record<string, number> = {};
  const rows: (Sight & { version: number })[] = [];
  for (const shard of shards) {
    const own = byShard.get(shard) ?? [];
    const head = await countUp(executor, shard, own.length);
    rows.push(...own.map((sight, at) => ({ ...sight, version: head - own.length + 1 + at })));
    heads[shard] = head;
  }
  // Whoever takes a number of a sequence takes it early, and much may happen before the commit.
  if (sabotage.mutant === "sequence-feed") await linger(executor, 2_000);
  await statement(executor, async (tx) => {
    for (const row of rows) {
      await table.visibility.lockKey(tx, keyOf(row.orderId, row.office));
      table.visibility.put(tx, keyOf(row.orderId, row.office), row);
    }
  });
  return heads;
}

function countUp(executor: Executor, shard: string, by: number): Promise<number> {
  return statement(executor, async (tx) => {
    if (sabotage.mutant === "sequence-feed") return drawn(tx, shard, by);
    await table.feedHead.lockKey(tx, shard);
    const version = (table.feedHead.get(tx, shard)?.version ?? 0) + by;
    table.feedHead.put(tx, shard, { shard, version });
    return version;
  });
}

/** The mistake: numbers of a sequence, which are given in one order and committed in another. */
function drawn(tx: MemoryTransaction, shard: string, by: number): number {
  let head = 0;
  for (let at = 0; at < by; at += 1) head = tx.database.nextOf(`feed ${shard}`);
  table.feedHead.put(tx, shard, { shard, version: Math.max(head, table.feedHead.get(tx, shard)?.version ?? 0) });
  return head;
}

export function readHeads(executor: Executor, path: string, ownShard: string): Promise<Heads> {
  return statement(executor, (tx) => {
    const rows = table.feedHead.all(tx).filter(({ shard }) => isWithin(shard, path) || shard === ownShard);
    return Object.fromEntries(rows.map((row) => [row.shard, row.version]));
  });
}

export function readAllHeads(executor: Executor): Promise<Heads> {
  return statement(executor, (tx) => Object.fromEntries(table.feedHead.all(tx).map((row) => [row.shard, row.version])));
}

export async function readEntries(
  executor: Executor,
  path: string,
  since: Readonly<{ versions: Heads; limit: number }>,
): Promise<readonly FeedEntry[]> {
  if (Object.keys(since.versions).length === 0) return [];
  return statement(executor, (tx) =>
    table.visibility
      .all(tx)
      .filter((row) => row.version > (since.versions[row.shard] ?? Number.MAX_SAFE_INTEGER))
      .filter((row) => isWithin(row.office, path))
      .toSorted((one, other) =>
        one.shard < other.shard ? -1 : one.shard > other.shard ? 1 : one.version - other.version,
      )
      .slice(0, since.limit)
      .map(({ shard, version, orderId }) => ({ shard, version, orderId })),
  );
}

export async function visibleAmong(
  executor: Executor,
  path: string,
  orders: readonly string[],
): Promise<ReadonlySet<string>> {
  if (orders.length === 0) return new Set();
  const asked = new Set(orders);
  return statement(executor, (tx) => {
    const seen = table.visibility.all(tx).filter((row) => asked.has(row.orderId) && !row.gone);
    return new Set(seen.filter((row) => isWithin(row.office, path)).map((row) => row.orderId));
  });
}
