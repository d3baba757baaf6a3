import { asc, inArray } from "drizzle-orm";

import type { Opening } from "../../src-shared/domain/work-order/order-opening.ts";
import { officeId } from "../../src-shared/kernel/ids.ts";
import { inPages, writeInPages } from "./in-pages.ts";
import { openings } from "./opening-schema.ts";
import type { Executor } from "./store.ts";

export type OrderOpening = Opening & Readonly<{ orderId: string }>;

/** Which offices have opened these orders, by order, oldest first. */
export async function readOpenings(
  db: Executor,
  orders: readonly string[],
): Promise<ReadonlyMap<string, readonly Opening[]>> {
  const rows = await inPages(orders, (page) =>
    db
      .select()
      .from(openings)
      .where(inArray(openings.orderId, page))
      .orderBy(asc(openings.at), asc(openings.office), asc(openings.version)),
  );
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
  await writeInPages(fresh, (page) => tx.insert(openings).values(page).onConflictDoNothing());
}
