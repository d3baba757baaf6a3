import { asc, inArray } from "drizzle-orm";

import type { Opening } from "../../src-shared/domain/work-order/order-opening.ts";
import { officeId } from "../../src-shared/kernel/ids.ts";
import { openings } from "./opening-schema.ts";
import type { Executor } from "./store.ts";

export type OrderOpening = Opening & Readonly<{ orderId: string }>;

/** Which offices have opened these orders, by order, oldest first. */
export async function readOpenings(
  db: Executor,
  orders: readonly string[],
): Promise<ReadonlyMap<string, readonly Opening[]>> {
  if (orders.length === 0) return new Map();
  const rows = await db
    .select()
    .from(openings)
    .where(inArray(openings.orderId, [...orders]))
    .orderBy(asc(openings.at), asc(openings.office), asc(openings.version));
  const byOrder = Map.groupBy(rows, (row) => row.orderId);
  const opening = ({ office, version, at }: (typeof rows)[number]): Opening => ({
    office: officeId(office),
    version,
    at,
  });
  return new Map([...byOrder].map(([order, found]) => [order, found.map(opening)]));
}

/** Notes openings; one that is known already stays as it was. */
export async function addOpenings(tx: Executor, fresh: readonly OrderOpening[]): Promise<void> {
  if (fresh.length > 0)
    await tx
      .insert(openings)
      .values([...fresh])
      .onConflictDoNothing();
}
