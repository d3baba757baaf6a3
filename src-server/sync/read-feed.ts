import type { Cursor, FeedRow } from "../../src-shared/protocol/sync.ts";
import { orderId } from "../../src-shared/kernel/ids.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { Told } from "../../src-shared/protocol/told-orders.ts";
import { accept, refuse, type Result } from "../../src-shared/kernel/result.ts";
import { readOrders } from "../store/order-store.ts";
import type { Executor, Heads } from "../store/store.ts";
import { inSnapshot } from "../store/transaction.ts";
import { readEntries, readHeads, visibleAmong, type FeedEntry } from "../store/visibility-store.ts";
import type { Province } from "./province.ts";
import type { ScopeReader } from "./read-actor.ts";
import type { Scope } from "./scope.ts";
import { servedPage } from "./serve-rows.ts";
import { withOpenings } from "./with-openings.ts";

export type FeedRefusal = "epoch-changed" | "rebase" | "account-disabled";
export type FeedPage = Readonly<{ rows: readonly FeedRow[]; told?: Told; cursor: Cursor; more: boolean }>;

/**
 * What changed in a scope since a cursor, and the cursor after it. Rows and heads are read in one snapshot, so no row
 * below a head is missing ([Note: feed order], store/visibility-store.ts). A shard that the cursor does not know is new
 * and starts at 0.
 * Refuses: `epoch-changed`; `rebase` (the account's scope is another than the cursor's, or the cursor names what this
 * database never gave: it was put back from a backup without a new epoch); `account-disabled`.
 * @see docs/spec/visibility.md VI-20 to VI-28, docs/sync.md "Pull"
 */
export async function readFeed(
  province: Province,
  readScope: ScopeReader,
  request: Readonly<{ cursor: Cursor; limit: number; replays?: number }>,
): Promise<Result<FeedPage, FeedRefusal>> {
  const { cursor } = request;
  if (cursor.epoch !== province.epoch) return refuse("epoch-changed");
  return inSnapshot(province.store, async (tx) => {
    const scope = await readScope(tx);
    if (!scope) return refuse("account-disabled");
    if (cursor.scopeHash !== scope.hash) return refuse("rebase");
    const heads = await readHeads(tx, scope.path, scope.shard);
    if (isAhead(cursor.versions, heads)) {
      province.log.error("a desk has seen more than this database gave; was it put back without a new epoch?");
      return refuse("rebase");
    }
    const page = await readPageOfFeed(tx, { scope, heads }, request);
    const knownTo = (id: string): number => province.recent.knownTo(id, cursor.versions);
    return accept({ ...page, ...servedPage({ province, scope, knownTo }, page.rows, request.replays) });
  });
}

/** Whether a cursor names a version, or a shard, that the heads have not come to. */
function isAhead(versions: Heads, heads: Heads): boolean {
  return Object.entries(versions).some(([shard, version]) => version > (heads[shard] ?? -1));
}

async function readPageOfFeed(
  tx: Executor,
  { scope, heads }: Readonly<{ scope: Scope; heads: Heads }>,
  request: Readonly<{ cursor: Cursor; limit: number }>,
): Promise<FeedPage> {
  const { cursor, limit } = request;
  const moved = movedSince(heads, cursor.versions);
  const entries = await readEntries(tx, scope.path, { versions: moved, limit: limit + 1 });
  const page = entries.slice(0, limit);
  const more = entries.length > limit;
  const versions = more ? reached(cursor.versions, heads, page) : heads;
  return { rows: await readRows(tx, scope, page), cursor: { ...cursor, versions }, more };
}

function movedSince(heads: Heads, versions: Heads): Heads {
  const moved = Object.entries(heads).filter(([shard, head]) => head > (versions[shard] ?? 0));
  return Object.fromEntries(moved.map(([shard]) => [shard, versions[shard] ?? 0]));
}

/** Where a page that was cut has come to: whole shards to their heads, the last one to its last row. */
function reached(versions: Heads, heads: Heads, page: readonly FeedEntry[]): Heads {
  const last = page.at(-1);
  const whole = new Set(page.map((entry) => entry.shard));
  const come = Object.entries(heads).map(([shard, head]) => {
    if (shard === last?.shard) return [shard, last.version] as const;
    return [shard, whole.has(shard) ? head : (versions[shard] ?? 0)] as const;
  });
  return Object.fromEntries(come);
}

/** What an entry of the feed names has been seen in this scope: of what left it, the new holder may be told. */
async function readRows(tx: Executor, scope: Scope, page: readonly FeedEntry[]): Promise<readonly FeedRow[]> {
  const rows = await readRowsOf(tx, scope, [...new Set(page.map((entry) => entry.orderId))]);
  const gone = rows.filter((row) => row.gone).map((row) => row.orderId);
  const holders = new Map((await readOrders(tx, gone)).map((order) => [order.id, order.holder]));
  return rows.map((row) => {
    const movedTo = row.gone ? holders.get(row.orderId) : undefined;
    return movedTo === undefined ? row : { ...row, movedTo };
  });
}

/** Orders as somebody of a scope may see them now; what is not visible comes as gone. */
export async function readRowsOf(tx: Executor, scope: Scope, ids: readonly string[]): Promise<readonly FeedRow[]> {
  const visible = await visibleAmong(tx, scope.path, ids);
  const orders = new Map((await readOrders(tx, [...visible].map(orderId))).map((order) => [String(order.id), order]));
  return withOpenings(
    tx,
    ids.map((id) => feedRow(id, orders.get(id))),
  );
}

/** An order as the feed carries it; without a document when it is no longer visible. `version` is the order's. */
export function feedRow(id: string, order: WorkOrder | undefined): FeedRow {
  return order
    ? { orderId: order.id, version: order.version, gone: false, order }
    : { orderId: orderId(id), version: 0, gone: true, order: null };
}
