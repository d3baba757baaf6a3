import type { LogRow } from "../../../src-server/store/action-store.ts";
import { evolve } from "../../../src-shared/domain/work-order/evolve.ts";
import { isAllowedMove } from "../../../src-shared/domain/work-order/life-cycle-edges.ts";
import type { OrderEvent } from "../../../src-shared/domain/work-order/order-event.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import type { Commit, MemoryDatabase } from "../store/memory-database.ts";
import type { World } from "../world/world.ts";
import { isSame } from "./is-same.ts";
import type { Oracle } from "./oracle.ts";

type Seen = {
  heads: Map<string, number>;
  orders: Map<string, WorkOrder>;
  /** seq and number of the last action of each device */
  devices: Map<string, Readonly<{ seq: number; number: number; effectiveAt: number }>>;
  applied: Set<string>;
  /** what waits until the province knows it, by its key */
  parked: Set<string>;
};

/** Looks at every commit of the province the moment it happens; `forget` when an older state was put back. */
export function watchCommits(world: World, database: MemoryDatabase, oracle: Oracle): Readonly<{ forget: () => void }> {
  const nothing = (): Seen => ({
    heads: new Map(),
    orders: new Map(),
    devices: new Map(),
    applied: new Set(),
    parked: new Set(),
  });
  let seen = nothing();
  const look = ({ writes }: Commit): void => {
    for (const { table, key, row } of writes) {
      if (row === null) continue;
      if (table === "feed_head") checkHead(world, seen, row as { shard: string; version: number });
      if (table === "work_orders") checkOrder(world, seen, row as WorkOrder);
      if (table === "actions") checkAction({ world, seen, oracle }, key, row as LogRow);
    }
  };
  database.watchers.push(look);
  return { forget: () => void (seen = restored(database)) };
}

/** What is to be seen in a database that was put back. */
function restored(database: MemoryDatabase): Seen {
  const rowsOf = <Row>(table: string): readonly Row[] =>
    [...database.keys(table)].flatMap((key) => (database.committed(table, key, null) as Row | null) ?? []);
  const heads = rowsOf<{ shard: string; version: number }>("feed_head");
  const actions = rowsOf<LogRow>("actions").toSorted((one, other) => one.seq - other.seq);
  return {
    heads: new Map(heads.map(({ shard, version }) => [shard, version])),
    orders: new Map(rowsOf<WorkOrder>("work_orders").map((order) => [order.id, order])),
    devices: new Map(actions.map((row) => [row.deviceId, row])),
    applied: new Set(actions.filter(({ verdict }) => verdict === "applied").map(({ id }) => id)),
    parked: new Set(
      actions.filter(({ verdict }) => verdict === "parked").map(({ deviceId, seq }) => `${deviceId} ${seq}`),
    ),
  };
}

function checkHead(world: World, { heads }: Seen, { shard, version }: { shard: string; version: number }): void {
  const before = heads.get(shard) ?? 0;
  if (version < before) world.violate(11, `the head of ${shard} fell from ${before} to ${version}`);
  heads.set(shard, version);
}

function checkOrder(world: World, { orders }: Seen, order: WorkOrder): void {
  const before = orders.get(order.id);
  if (before && order.version <= before.version) {
    world.violate(11, `${order.id} went from version ${before.version} to ${order.version}`);
  }
  const now = replayed(world, before, order.timeline.slice(before?.timeline.length ?? 0));
  if (!isSame(now, order)) {
    world.violate(6, `${order.id} is not what its events add up to at version ${order.version}`);
  }
  const ids = order.timeline.map((event) => event.id);
  if (new Set(ids).size !== ids.length) world.violate(2, `a step is twice on ${order.id}`);
  orders.set(order.id, order);
}

/** The order after more events, each of which must be allowed where it happens. */
function replayed(world: World, before: WorkOrder | undefined, events: readonly OrderEvent[]): WorkOrder | undefined {
  let now = before;
  for (const event of events) {
    const next = evolve(now, event);
    const isMore = event.type === "reported" && event.supplementary;
    if (now && !isMore && !isAllowedMove(event.type, now.state, next.state)) {
      world.violate(7, `${event.type} moved ${next.id} from ${now.state} to ${next.state}`);
    }
    now = next;
  }
  return now;
}

type Looking = Readonly<{ world: World; seen: Seen; oracle: Oracle }>;

function checkAction({ world, seen, oracle }: Looking, key: string, row: LogRow): void {
  const last = seen.devices.get(row.deviceId) ?? { seq: 0, number: 0, effectiveAt: 0 };
  world.count(`verdict ${row.verdict}${row.code === null ? "" : ` ${row.code}`}`);
  world.count(`grade ${row.grade}`);
  checkOnce(world, seen, row);
  if (seen.parked.delete(key)) return world.count("parked step judged after all");
  if (row.verdict === "parked") seen.parked.add(key);
  if (row.seq !== last.seq + 1) world.violate(3, `${key} follows seq ${last.seq}`);
  if (row.number <= last.number) world.violate(3, `${key} has number ${row.number} after ${last.number}`);
  seen.devices.set(row.deviceId, row);
  checkTime(world, row, { after: last.effectiveAt, madeAt: oracle.find(row.id)?.madeAt ?? null });
}

function checkOnce(world: World, { applied }: Seen, { id, verdict }: LogRow): void {
  if (verdict !== "applied") return;
  if (applied.has(id)) world.violate(2, `${id} was applied twice`);
  applied.add(id);
}

/** Answers take time on the way, so a token is heard late; more than this grade A cannot be wrong. */
const toleratedMs = 125_000;

type Bounds = Readonly<{ after: number; madeAt: number | null }>;

function checkTime(world: World, row: LogRow, { after, madeAt }: Bounds): void {
  const { id, grade, effectiveAt } = row;
  if (effectiveAt > row.receivedAt) world.violate(16, `${id} counts later than it came`);
  // Servers that act at once for the province each take the moment before they wait for the other: it counts as it came.
  if (grade !== "D" && effectiveAt < Math.min(after, row.receivedAt))
    world.violate(16, `${id} counts before the step before it`);
  const off = madeAt === null ? 0 : effectiveAt - madeAt;
  if (grade === "A" && Math.abs(off) > toleratedMs) world.violate(16, `${id} has grade A and counts ${off} ms off`);
}
