import type { WorkOrder } from "../work-order/work-order.ts";
import type { Reopening } from "./reopening.ts";

/** The request to reopen that waits for the hub; an order has one at most. */
export function openReopening(order: WorkOrder): Reopening | undefined {
  return order.reopenings.find((one) => one.decision === null);
}
