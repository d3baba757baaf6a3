import { officesWithRight } from "../../src-shared/domain/assignment/custody.ts";
import type { OfficeLookup } from "../../src-shared/domain/decision.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { OfficeId, OrderId } from "../../src-shared/kernel/ids.ts";
import { visibilityChanges } from "../projection/visibility-changes.ts";
import type { Executor, Heads } from "../store/store.ts";
import { readSights, writeSights } from "../store/visibility-store.ts";

/** The heads that moved, and what they were before. */
export type Moved = Readonly<{ before: Heads; after: Heads }>;

/** Which offices have a right to an order: what is left of it for who sees it. */
export type Rights = Readonly<{ id: OrderId; offices: readonly OfficeId[] }>;

export function rightsTo(order: WorkOrder): Rights {
  return { id: order.id, offices: officesWithRight(order) };
}

/**
 * Publishes changed orders to the feed: the last thing that a transaction does. Returns the heads that moved.
 * @see docs/spec/visibility.md
 */
export function publishVisibility(tx: Executor, changed: readonly WorkOrder[], offices: OfficeLookup): Promise<Moved> {
  return publishRights(tx, changed.map(rightsTo), offices);
}

/** The same for orders of which only the rights are at hand, all of them locked: more than a process holds at once. */
export async function publishRights(tx: Executor, changed: readonly Rights[], offices: OfficeLookup): Promise<Moved> {
  if (changed.length === 0) return { before: {}, after: {} };
  const known = Map.groupBy(
    await readSights(
      tx,
      changed.map((order) => order.id),
    ),
    (sight) => sight.orderId,
  );
  const sights = changed.flatMap((order) => {
    const paths = order.offices.flatMap((id) => offices.find(id)?.path ?? []);
    return visibilityChanges(order.id, known.get(order.id) ?? [], paths);
  });
  const after = await writeSights(tx, sights);
  const written = Object.entries(Object.groupBy(sights, (sight) => sight.shard));
  const before = written.map(([shard, rows = []]) => [shard, (after[shard] ?? 0) - rows.length] as const);
  return { before: Object.fromEntries(before), after };
}
