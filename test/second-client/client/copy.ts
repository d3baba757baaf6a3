import { digestOf } from "./seal.ts";
import type { Cursor, Order, Row } from "./wire.ts";

/** The copy of the orders with the place in the feed to which it belongs. It may be thrown away at any time. */
export class Copy {
  readonly orders = new Map<string, Order>();
  readonly stubs = new Set<string>();
  cursor: Cursor | null = null;

  /** Rows first, then the cursor: a crash in between costs a page that comes again. */
  store(rows: readonly Row[], cursor: Cursor | null): void {
    for (const { orderId, gone, order } of rows) {
      if (gone || order === null) {
        this.orders.delete(orderId);
        this.stubs.add(orderId);
      } else if (cursor === null || order.version >= (this.orders.get(orderId)?.version ?? 0)) {
        this.orders.set(orderId, order);
        this.stubs.delete(orderId);
      }
    }
    this.cursor = cursor;
  }

  /** Whether an order is here in this version, and in the form that this office gets. */
  hasSame(id: string, version: number): boolean {
    const order = this.orders.get(id);
    return order?.version === version && !order.classification.flags.includes("confidential");
  }

  /** Whether the feed is the one that was followed, seen by another office: else nothing of the copy is sure. */
  isOfOtherScope(now: Cursor): boolean {
    const seen = Object.entries(this.cursor?.versions ?? {});
    const isBack = seen.some(([shard, version]) => version > (now.versions[shard] ?? version));
    return !isBack && this.cursor?.epoch === now.epoch && this.cursor.scopeHash !== now.scopeHash;
  }

  digest() {
    return digestOf([...this.orders].map(([id, { version }]) => [id, version] as const));
  }

  /** Whether word of the stream is ahead of the copy. */
  isBehind(versions: Readonly<Record<string, number>>): boolean {
    return Object.entries(versions).some(([shard, version]) => version > (this.cursor?.versions[shard] ?? 0));
  }
}
