import type { WorkOrder } from "../work-order/work-order.ts";
import type { Extension } from "./extension.ts";

/** The request for more time that waits for a decision; an order has one at most. */
export function openExtension(order: WorkOrder): Extension | undefined {
  return order.extensions.find((one) => one.decision === null && one.lapsedAt === null);
}

/** How many extensions of this order were granted: the next one is the first, the second, … by this count. */
export function extensionsGranted(order: WorkOrder): number {
  return order.extensions.filter((one) => one.decision?.granted === true).length;
}
