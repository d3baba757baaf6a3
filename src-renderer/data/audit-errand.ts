import { orderId, type OrderId } from "../../src-shared/kernel/ids.ts";
import type { EngineFact } from "../../src-shared/sync/engine-event.ts";
import type { AuditAnswer, AuditRequest, Cursor } from "../../src-shared/protocol/sync.ts";
import {
  bucketOf,
  createTally,
  differingBuckets,
  mendingOf,
  sumOf,
  type Digest,
  type Mending,
  type Revision,
} from "../../src-shared/sync/digest.ts";
import type { AuditResult } from "./audit-result.ts";
import { failed, letGo } from "./errand-ends.ts";
import type { ErrandParts } from "./errands.ts";
import { unsure } from "./mirror-revisions.ts";
import { belongBeside } from "./own-scope.ts";
import { pageSize } from "./province-api.ts";

/** The feed has moved, or the line has failed: why the comparison cannot go on. */
type Stopped = Readonly<{ stopped: EngineFact }>;
const moved: Stopped = { stopped: { type: "audited", settled: false } };

/**
 * Compares the copy with the province's orders and mends what differs: one sum when all is well, 256 when it is not, then
 * the ids of the parts that differ.
 * @see docs/spec/digest.md DG-4 to DG-7
 */
export async function audit(parts: ErrandParts, cursor: Cursor): Promise<EngineFact> {
  await parts.mirror.dropOldStubs(parts.clock.now());
  const ours = await parts.mirror.revisions(parts.doubt.isOpen() ? "doubtful" : "glance");
  const whole = await ask(parts, { cursor, detail: "whole", of: [] });
  if ("stopped" in whole) return whole.stopped;
  const result = isSame(sumOf(await sumsOf(ours)), whole.digests[0])
    ? { orders: ours.length, fetched: 0, removed: 0, left: 0 }
    : await mend(parts, cursor);
  if ("stopped" in result) return result.stopped;
  await parts.audited({ at: parts.clock.now(), ...result });
  if (result.left === 0) await parts.doubt.settle();
  return { type: "audited", settled: true };
}

/** Orders are summed up so many at a time, some 40 ms of work: the screen goes before it. */
const summedAtATime = 4_000;

async function sumsOf(revisions: readonly Revision[]): Promise<readonly Digest[]> {
  const tally = createTally();
  for (let at = 0; at < revisions.length; at += summedAtATime) {
    if (at > 0) await new Promise((resolve) => setTimeout(resolve));
    revisions.slice(at, at + summedAtATime).forEach(tally.add);
  }
  return tally.digests();
}

async function ask(
  parts: ErrandParts,
  asked: Readonly<{ cursor: Cursor; detail: AuditRequest["detail"]; of: number[] }>,
): Promise<AuditAnswer | Stopped> {
  const answer = await parts.api.audit(asked);
  if (!answer.ok) return { stopped: failed("audit", answer) };
  await parts.heard(answer.value);
  return answer.value.current ? answer.value : moved;
}

function isSame(ours: Digest, theirs: Digest | undefined): boolean {
  return ours.count === theirs?.count && ours.xor === theirs.xor;
}

async function mend(parts: ErrandParts, cursor: Cursor): Promise<Omit<AuditResult, "at"> | Stopped> {
  const ours = await parts.mirror.revisions(parts.doubt.isOpen() ? "doubtful" : "thorough");
  const theirs = await ask(parts, { cursor, detail: "parts", of: [] });
  if ("stopped" in theirs) return theirs;
  const of = [...differingBuckets(await sumsOf(ours), theirs.digests)];
  const listed = await ask(parts, { cursor, detail: "orders", of });
  if ("stopped" in listed) return listed;
  const original = listed.orders.map(([id, version]) => ({ id, version }));
  const within = new Set(of);
  const inParts = (one: Revision): boolean => within.has(bucketOf(one.id));
  const mending = mendingOf(ours.filter(inParts), original);
  const stopped = await carryOutMending(parts, cursor, mending);
  if (stopped) return stopped;
  const after = await parts.mirror.revisions("thorough");
  const left = leftOver(after.filter(inParts), original);
  const unsureOf = new Set(ours.flatMap(({ id, version }) => (version === unsure ? [id] : [])));
  const fetched = mending.wanted.filter((id) => !unsureOf.has(id)).length;
  return { orders: after.length, fetched, removed: mending.strangers.length, left };
}

/** What still differs. An order that has become newer meanwhile is none: it was fetched as it is now. */
function leftOver(ours: readonly Revision[], theirs: readonly Revision[]): number {
  const { strangers, wanted } = mendingOf(ours, theirs);
  const newest = new Map(ours.map(({ id, version }) => [id, version]));
  const older = theirs.filter(({ id, version }) => (newest.get(id) ?? -1) < version);
  const behind = new Set(older.map(({ id }) => id));
  return strangers.length + wanted.filter((id) => behind.has(id)).length;
}

/** Deletes what does not belong here and fetches what is missing or of another version. Answers what stopped it. */
async function carryOutMending(
  parts: ErrandParts,
  cursor: Cursor,
  { strangers, wanted }: Mending,
): Promise<Stopped | null> {
  const { mirror, clock } = parts;
  await letGo(parts, () => mirror.forget(strangers.map(orderId), clock.now()));
  for (let at = 0; at < wanted.length; at += pageSize) {
    const stopped = await fetchOrders(parts, cursor, wanted.slice(at, at + pageSize).map(orderId));
    if (stopped) return stopped;
  }
  return null;
}

// [Note: gone in between] An order that was listed and is not to be seen any more has left, or the account has another
// scope for a moment. Only the feed knows which: deleted here, it would be missing when the old scope comes back. And one
// that the other scope may see comes in the form of that, under the same version, and would stay so.
/**
 * Fetches single orders and puts them in place of what the copy has, newer or not: the province is right.
 * @see docs/spec/digest.md DG-24, docs/spec/visibility.md VI-55
 */
async function fetchOrders(parts: ErrandParts, cursor: Cursor, ids: readonly OrderId[]): Promise<Stopped | null> {
  const answer = await parts.api.orders(ids);
  if (!answer.ok) return { stopped: failed("audit", answer) };
  await parts.heard(answer.value);
  if (!belongBeside(cursor, answer.value) || answer.value.rows.some(({ gone }) => gone)) return moved;
  const { rows } = answer.value;
  await letGo(parts, () => parts.mirror.replace(rows, parts.standpoint(), parts.clock.now()));
  return null;
}
