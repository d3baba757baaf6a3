import { addOrders } from "../../src-server/store/order-store.ts";
import { continueAfter } from "../../src-server/store/number-store.ts";
import { inTransaction } from "../../src-server/store/transaction.ts";
import type { Province } from "../../src-server/sync/province.ts";
import { publishVisibility } from "../../src-server/sync/publish-visibility.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";

const chunkSize = 250;

/**
 * Puts made orders into a province in bulk, visible to whoever has a right to them; the next registration goes on with
 * the number after theirs. They bring no log, so they are for measuring, not for keeping.
 * @see docs/spec/demo.md DM-21
 */
export async function putOrders(province: Province, orders: readonly WorkOrder[]): Promise<void> {
  for (let from = 0; from < orders.length; from += chunkSize) {
    const chunk = orders.slice(from, from + chunkSize);
    await inTransaction(province.store, async (tx) => {
      await addOrders(tx, chunk);
      for (const number of lastNumbers(chunk)) await continueAfter(tx, number);
      await publishVisibility(tx, chunk, province.rules.offices);
    });
  }
}

/** The last number of each year's series among these orders. */
function lastNumbers(orders: readonly WorkOrder[]): readonly string[] {
  const numbers = orders.flatMap((order) => order.number ?? []);
  const byYear = Map.groupBy(numbers, (number) => number.slice(0, number.lastIndexOf("-")));
  return [...byYear.values()].flatMap((group) => group.toSorted().at(-1) ?? []);
}
