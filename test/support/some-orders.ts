import { makeOrders } from "../../scripts/demo/make-orders.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { officeId } from "../../src-shared/kernel/ids.ts";

/** So many believable orders, always the same ones. */
export function someOrders(count: number): readonly WorkOrder[] {
  return makeOrders({ count, seed: 12, now: Date.UTC(2026, 10, 2, 8), counties: [officeId("x370902")] }).slice(
    0,
    count,
  );
}
