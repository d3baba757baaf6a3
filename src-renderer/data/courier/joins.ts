import type { Instant } from "../../../src-shared/kernel/instant.ts";
import type { Cursor } from "../../../src-shared/protocol/sync.ts";

/** What a return packet's orders are: what changed from one cursor, or everything (null), up to another. */
export type Carried = Readonly<{ since: Cursor | null; cursor: Cursor; madeAt: Instant }>;

/** Where this desk's copy stands, and when it last heard of the province, by whatever way. */
export type Standing = Readonly<{ cursor: Cursor | null; heardAt: Instant | null }>;

/**
 * Whether a packet's orders join this desk's copy: `apply` them; they are `known`; or there is a hole between the two,
 * and nothing may be taken from them (`out-of-step`).
 * @see docs/spec/courier.md CP-24
 */
export function joins(carried: Carried, { cursor, heardAt }: Standing): "apply" | "known" | "out-of-step" {
  if (carried.since === null) return heardAt === null || carried.madeAt > heardAt ? "apply" : "known";
  if (cursor === null || !isOneFeed(carried.cursor, cursor)) return "out-of-step";
  if (isUpTo(carried.cursor, cursor)) return "known";
  return isUpTo(carried.since, cursor) && isUpTo(cursor, carried.cursor) ? "apply" : "out-of-step";
}

function isOneFeed(one: Cursor, other: Cursor): boolean {
  return one.epoch === other.epoch && one.scopeHash === other.scopeHash;
}

/** Whether a cursor has not come further than another in any shard. */
function isUpTo(cursor: Cursor, other: Cursor): boolean {
  return Object.entries(cursor.versions).every(([shard, version]) => version <= (other.versions[shard] ?? 0));
}
