import { accept, refuse, type Result } from "../../src-shared/kernel/result.ts";
import { orderId, type OrderId } from "../../src-shared/kernel/ids.ts";
import type { AuditAnswer, AuditRequest, Cursor, FeedRow } from "../../src-shared/protocol/sync.ts";
import { sumOf, type Digest } from "../../src-shared/sync/digest.ts";
import { readDigests, readRevisions } from "../store/digest-store.ts";
import type { Executor, Heads } from "../store/store.ts";
import { inSnapshot } from "../store/transaction.ts";
import { readHeads } from "../store/visibility-store.ts";
import type { Province } from "./province.ts";
import type { ScopeReader } from "./read-actor.ts";
import { readRowsOf } from "./read-feed.ts";
import type { Scope } from "./scope.ts";
import { servedTo } from "./serve-rows.ts";

export type AuditPage = Pick<AuditAnswer, "cursor" | "current" | "digests" | "orders">;

/**
 * What an account's scope adds up to, with the heads of the same moment: whoever stands at those heads must have the
 * same. A cursor of another scope or epoch is never current; the client hears why at its next pull.
 * Refuses `account-disabled`.
 * @see docs/spec/digest.md DG-10 to DG-12
 */
export async function readAudit(
  province: Province,
  readScope: ScopeReader,
  request: Pick<AuditRequest, "cursor" | "detail" | "of">,
): Promise<Result<AuditPage, "account-disabled">> {
  const { epoch } = province;
  return inSnapshot(province.store, async (tx) => {
    const scope = await readScope(tx);
    if (!scope) return refuse("account-disabled");
    const cursor: Cursor = {
      epoch,
      scopeHash: scope.hash,
      versions: await readHeads(tx, scope.path, scope.shard),
    };
    return accept({ cursor, current: isAt(request.cursor, cursor), ...(await readDetail(tx, scope, request)) });
  });
}

async function readDetail(
  tx: Executor,
  scope: Scope,
  { detail, of }: Pick<AuditRequest, "detail" | "of">,
): Promise<Readonly<{ digests: Digest[]; orders: [OrderId, number][] }>> {
  if (detail === "orders") {
    const revisions = await readRevisions(tx, scope.path, [...new Set(of)]);
    return { digests: [], orders: revisions.map(({ id, version }) => [orderId(id), version]) };
  }
  const parts = await readDigests(tx, scope.path);
  return { digests: detail === "parts" ? [...parts] : [sumOf(parts)], orders: [] };
}

function isAt(theirs: Cursor | null, now: Cursor): boolean {
  if (theirs?.epoch !== now.epoch || theirs.scopeHash !== now.scopeHash) return false;
  return isSame(theirs.versions, now.versions);
}

/** A shard at 0 has never had a row: knowing of it makes no difference. */
function isSame(theirs: Heads, ours: Heads): boolean {
  const shards = new Set([...Object.keys(theirs), ...Object.keys(ours)]);
  return [...shards].every((shard) => (theirs[shard] ?? 0) === (ours[shard] ?? 0));
}

/**
 * Single orders as the account may see them now, and of which scope they are. Refuses `account-disabled`.
 * @see docs/spec/visibility.md VI-55
 */
export async function readSingleOrders(
  province: Province,
  readScope: ScopeReader,
  ids: readonly OrderId[],
): Promise<Result<Readonly<{ rows: FeedRow[]; scope: string }>, "account-disabled">> {
  return inSnapshot(province.store, async (tx) => {
    const scope = await readScope(tx);
    if (!scope) return refuse("account-disabled");
    const rows = await readRowsOf(tx, scope, [...new Set<string>(ids)]);
    return accept({ rows: rows.map(servedTo(province, scope)), scope: scope.hash });
  });
}
