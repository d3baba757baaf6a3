import Value from "typebox/value";

import { isConfidential } from "../../src-shared/domain/permission/withhold-worker.ts";
import { orderId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import { cursorSchema, type AuditAnswer, type Cursor } from "../../src-shared/protocol/sync.ts";
import { bucketCount, mendingOf } from "../../src-shared/sync/digest.ts";
import type { Bootstrap } from "../../src-shared/sync/engine-state.ts";
import type { Doubt } from "./doubt.ts";
import { beginAnew, letGo, type FileParts } from "./errand-ends.ts";
import type { HttpAnswer } from "./http.ts";
import { belongBeside, type OwnScope } from "./own-scope.ts";
import type { ProvinceApi } from "./province-api.ts";
import type { Standpoint } from "./work-list.ts";

type HttpFailure = Extract<HttpAnswer<unknown>, { ok: false }>;

type RebaseParts = FileParts &
  Readonly<{
    api: Pick<ProvinceApi, "audit" | "orders">;
    clock: Readonly<{ now: () => Instant }>;
    standpoint: () => Standpoint;
    heard: (answer: AuditAnswer) => Promise<void>;
    doubt: Pick<Doubt, "isOpen">;
    ownScope: OwnScope;
  }>;

const everyPart = Array.from({ length: bucketCount }, (_, at) => at);

/** More than so many are fetched page by page, as at a first sync: steps and other things go between the pages. */
const fewEnough = 400;

/**
 * What a change of scope came to: the copy is complete as of the cursor, or still to be fetched; or nothing was touched, as
 * the account could not be read that goes with it (`stranger`).
 */
export type Rebased =
  | Readonly<{ kind: "complete"; cursor: Cursor; total: number }>
  | Readonly<{ kind: "to-fetch" }>
  | Readonly<{ kind: "stranger"; answer: HttpFailure }>;

/**
 * After a change of office or roles: compares ids and versions, deletes what the account may not see any more before
 * anything else, and fetches what is missing when it is little. Another epoch, or versions that the province has not come
 * to, say nothing of content: then all is fetched anew.
 * @see docs/spec/local-store.md LS-52
 */
export async function rebase(parts: RebaseParts): Promise<Rebased> {
  const known = await readCursor(parts);
  if (known === null) return { kind: "to-fetch" };
  const answer = await parts.api.audit({ cursor: null, detail: "orders", of: everyPart });
  // A province that cannot compare, or a line that failed: the first sync goes on, or tells why it does not.
  if (!answer.ok) return { kind: "to-fetch" };
  await parts.heard(answer.value);
  if (!isOtherScope(known, answer.value.cursor)) return { kind: "to-fetch" };
  const stranger = await parts.ownScope.meet(answer.value.cursor);
  return stranger === null ? adopt(parts, answer.value, known) : { kind: "stranger", answer: stranger };
}

async function adopt(parts: RebaseParts, { orders, cursor }: AuditAnswer, known: Cursor): Promise<Rebased> {
  const { mirror, clock } = parts;
  const theirs = orders.map(([id, version]) => ({ id, version }));
  await beginAnew(mirror);
  const look = parts.doubt.isOpen() ? "doubtful" : "thorough";
  const { strangers, wanted } = mendingOf(await mirror.revisions(look), theirs);
  await letGo(parts, () => mirror.forget(strangers.map(orderId), clock.now()));
  const secret = await confidentialOrders(parts);
  const isUnsure = mayLackMarks(known, cursor) ? () => true : (id: string) => secret.has(id);
  const fetched = [...new Set([...wanted, ...theirs.flatMap(({ id }) => (isUnsure(id) ? [id] : []))])];
  if (fetched.length > fewEnough || !(await fetchAll(parts, cursor, fetched))) return { kind: "to-fetch" };
  return { kind: "complete", cursor: tailFrom(known, cursor), total: orders.length };
}

/**
 * Where the feed is read on: of shards that were followed before, from where that was. Who has opened an order is no part
 * of its version, so the comparison says nothing of it (docs/spec/receipts.md RC-5).
 */
function tailFrom(known: Cursor, now: Cursor): Cursor {
  const versions = Object.entries(now.versions).map(([shard, head]) => [shard, known.versions[shard] ?? head] as const);
  return { ...now, versions: Object.fromEntries(versions) };
}

/**
 * Whether who opened an order that stays may have been said in a shard that is not followed any more: from one that was not
 * followed before the feed says nothing of what was. Where only shards come or only shards go, one that stays has it.
 */
function mayLackMarks(known: Cursor, now: Cursor): boolean {
  const lost = Object.keys(known.versions).some((shard) => now.versions[shard] === undefined);
  return lost && Object.keys(now.versions).some((shard) => known.versions[shard] === undefined);
}

/** Another office may get another form of the same version of a confidential order (docs/spec/privacy.md PR-4). */
async function confidentialOrders({ mirror }: RebaseParts): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  await mirror.allOrders((order) => void (isConfidential(order) && ids.add(order.id)));
  return ids;
}

async function fetchAll(parts: RebaseParts, cursor: Cursor, wanted: readonly string[]): Promise<boolean> {
  const { mirror, clock } = parts;
  for (let at = 0; at < wanted.length; at += 200) {
    const answer = await parts.api.orders(wanted.slice(at, at + 200).map(orderId));
    // One that was listed and is gone: the scope may be another by now, and come back (docs/spec/digest.md DG-24).
    if (!answer.ok || !belongBeside(cursor, answer.value) || answer.value.rows.some((row) => row.gone)) return false;
    const { rows } = answer.value;
    await letGo(parts, () => mirror.replace(rows, parts.standpoint(), clock.now()));
  }
  return true;
}

async function readCursor({ mirror }: RebaseParts): Promise<Cursor | null> {
  const cursor: unknown = JSON.parse((await mirror.readFact("cursor")) ?? "null");
  return Value.Check(cursorSchema, cursor) ? cursor : null;
}

function isOtherScope(known: Cursor, now: Cursor): boolean {
  if (known.epoch !== now.epoch || known.scopeHash === now.scopeHash) return false;
  return Object.entries(known.versions).every(([shard, version]) => version <= (now.versions[shard] ?? version));
}

/**
 * Why a page of a first sync may not be stored. One of another scope or epoch than those before it would be, together with
 * them, the orders of none; and no page goes before the account of its scope.
 * @see docs/spec/digest.md DG-24, docs/spec/local-store.md LS-75
 */
export async function barring(
  { ownScope }: Pick<RebaseParts, "ownScope">,
  { cursor: first }: Bootstrap,
  now: Cursor,
): Promise<HttpFailure | null> {
  const isOfAnother = first !== null && (first.scopeHash !== now.scopeHash || first.epoch !== now.epoch);
  return isOfAnother ? another : ownScope.meet(now);
}

const another: HttpFailure = {
  ok: false,
  fault: { kind: "problem", name: "rebase", status: 409, retryAfterMs: null },
};
