import { Type, type Static } from "typebox";
import Value from "typebox/value";

import { isEnded } from "../../src-shared/domain/work-order/order-state.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { orderIdSchema } from "../../src-shared/kernel/ids.ts";
import { accept, refuse, type Result } from "../../src-shared/kernel/result.ts";
import type { BootstrapAnswer } from "../../src-shared/protocol/sync.ts";
import { measureVisible, readPage } from "../store/order-store.ts";
import type { Executor } from "../store/store.ts";
import { inSnapshot } from "../store/transaction.ts";
import { readHeads } from "../store/visibility-store.ts";
import type { Province } from "./province.ts";
import { feedRow } from "./read-feed.ts";
import type { ScopeReader } from "./read-actor.ts";
import type { Scope } from "./scope.ts";
import { servedPage } from "./serve-rows.ts";
import { withOpenings } from "./with-openings.ts";

/** Where a page ended, and the sums that were taken with the first one: [ended, registered at, id, total, bytes]. */
const placeSchema = Type.Tuple([
  Type.Boolean(),
  Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  orderIdSchema,
  Type.Integer({ minimum: 0 }),
  Type.Integer({ minimum: 0 }),
]);
type Place = Static<typeof placeSchema>;

export type BootstrapPage = Pick<BootstrapAnswer, "rows" | "told" | "cursor" | "next" | "total" | "bytes">;

/**
 * A page of everything in a scope: not ended first, newest first, so that the desk is usable before it is complete. The
 * heads are read first; what changes while pages are read comes by the tail from there.
 * Refuses `bad-request` for a place that is none of ours, and `account-disabled`.
 * @see docs/spec/visibility.md VI-30 to VI-33
 */
export async function readBootstrap(
  province: Province,
  readScope: ScopeReader,
  request: Readonly<{ after: string | null; limit: number; replays?: number }>,
): Promise<Result<BootstrapPage, "bad-request" | "account-disabled">> {
  const place = request.after === null ? null : readPlace(request.after);
  if (request.after !== null && place === null) return refuse("bad-request");
  const { epoch } = province;
  return inSnapshot(province.store, async (tx) => {
    const scope = await readScope(tx);
    if (!scope) return refuse("account-disabled");
    const versions = await readHeads(tx, scope.path, scope.shard);
    const cursor = { epoch, scopeHash: scope.hash, versions };
    const page = await readRowsAfter(tx, scope, { place, limit: request.limit });
    const reader = { province, scope, knownTo: () => 0 };
    return accept({ cursor, ...page, ...servedPage(reader, page.rows, request.replays) });
  });
}

async function readRowsAfter(
  tx: Executor,
  scope: Scope,
  request: Readonly<{ place: Place | null; limit: number }>,
): Promise<Omit<BootstrapPage, "cursor">> {
  const { place, limit } = request;
  const after = place && { ended: place[0], registeredAt: place[1], id: place[2] };
  const orders = await readPage(tx, scope.path, { after, limit: limit + 1 });
  const sums = place ? { total: place[3], bytes: place[4] } : await measureVisible(tx, scope.path);
  const page = orders.slice(0, limit);
  const last = orders.length > limit ? page.at(-1) : undefined;
  const next = last ? writePlace(last, sums) : null;
  const rows = page.map((order) => feedRow(order.id, order));
  return { rows: await withOpenings(tx, rows), next, ...sums };
}

function writePlace(last: WorkOrder, sums: Readonly<{ total: number; bytes: number }>): string {
  const place: Place = [isEnded(last.state), last.registeredAt, last.id, sums.total, sums.bytes];
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

function readPlace(text: string): Place | null {
  try {
    const place: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    return Value.Check(placeSchema, place) ? place : null;
  } catch {
    return null;
  }
}
