import type { OrderOpening } from "../../../src-server/store/opening-store.ts";
import type { Executor } from "../../../src-server/store/store.ts";
import type { Opening } from "../../../src-shared/domain/work-order/order-opening.ts";
import { officeId } from "../../../src-shared/kernel/ids.ts";
import { statement } from "./executor.ts";
import { table } from "./tables.ts";

const keyOf = ({ orderId, office, version }: OrderOpening): string => `${orderId} ${office} ${version}`;

const before = (one: Opening, other: Opening): number =>
  one.at - other.at || (one.office < other.office ? -1 : 1) || one.version - other.version;

/** The twin of src-server/store/opening-store.ts. */
export function readOpenings(
  executor: Executor,
  orders: readonly string[],
): Promise<ReadonlyMap<string, readonly Opening[]>> {
  const asked = new Set(orders);
  return statement(executor, (tx) => {
    const rows = table.openings.all(tx).filter(({ orderId }) => asked.has(orderId));
    const byOrder = Map.groupBy(rows, (row) => row.orderId);
    const opening = ({ office, version, at }: (typeof rows)[number]): Opening => ({
      office: officeId(office),
      version,
      at,
    });
    return new Map([...byOrder].map(([order, found]) => [order, found.map(opening).toSorted(before)]));
  });
}

export async function addOpenings(executor: Executor, fresh: readonly OrderOpening[]): Promise<void> {
  await statement(executor, async (tx) => {
    for (const one of fresh) {
      await table.openings.lockKey(tx, keyOf(one));
      if (!table.openings.get(tx, keyOf(one))) table.openings.put(tx, keyOf(one), one);
    }
  });
}
