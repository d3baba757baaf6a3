import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { Heads } from "../store/store.ts";

/** At these heads the order had come to this version: whoever has read up to them has it, or a later one. */
type Standing = Readonly<{ version: number; heads: Heads }>;

export type RecentVersions = Readonly<{
  /** Notes orders that a transaction changed: what they were at the heads `before` it, and what they are at those after. */
  note: (changed: readonly Change[], heads: Readonly<{ before: Heads; after: Heads }>) => void;
  /** The version of an order that a reader of the feed has, who has come to these heads; 0 when it is not known. */
  knownTo: (orderId: string, read: Heads) => number;
}>;

export type Change = Readonly<{ order: WorkOrder; versionBefore: number }>;

const mostOrders = 20_000;
const mostStandings = 6;

/**
 * What this process remembers of lately changed orders, so that a reader is told what is new and not the whole order.
 * It is a guess that the reader checks: a change that was rolled back, or made by another process, makes nothing wrong.
 * @see docs/spec/told-orders.md TO-12
 */
export function recentVersions(): RecentVersions {
  const known = new Map<string, readonly Standing[]>();
  return {
    note: (changed, { before, after }) => {
      for (const { order, versionBefore } of changed) {
        const old = known.get(order.id) ?? (versionBefore > 0 ? [{ version: versionBefore, heads: before }] : []);
        known.delete(order.id);
        known.set(order.id, [...old, { version: order.version, heads: after }].slice(-mostStandings));
      }
      for (const id of known.keys()) {
        if (known.size <= mostOrders) break;
        known.delete(id);
      }
    },
    knownTo: (orderId, read) => {
      const reached = (known.get(orderId) ?? []).filter(({ heads }) => hasReached(read, heads));
      return Math.max(0, ...reached.map(({ version }) => version));
    },
  };
}

/** Shards outside the reader's scope say nothing; of those within, all must have been read. */
function hasReached(read: Heads, heads: Heads): boolean {
  const within = Object.entries(heads).filter(([shard]) => read[shard] !== undefined);
  return within.length > 0 && within.every(([shard, version]) => version <= (read[shard] ?? 0));
}
