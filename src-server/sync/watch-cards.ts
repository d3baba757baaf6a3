import type { Rules } from "../../src-shared/domain/decision.ts";
import { nextCardLook } from "../../src-shared/domain/supervision/card-duties.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import { writeWatches } from "../store/card-watch-store.ts";
import type { Executor } from "../store/store.ts";

/** Notes for changed orders when their cards are to be looked at next. @see docs/spec/cards.md CD-17 */
export async function watchCards(
  tx: Executor,
  orders: readonly WorkOrder[],
  by: Readonly<{ rules: Rules; now: Instant }>,
): Promise<void> {
  const watches = orders.map((order) => ({ orderId: order.id, lookAt: nextCardLook(order, by.rules, by.now) }));
  await writeWatches(tx, watches);
}
