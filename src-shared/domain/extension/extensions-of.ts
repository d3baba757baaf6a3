import type { WorkOrder } from "../work-order/work-order.ts";
import type { Extension } from "./extension.ts";

/** The request for more time that waits for a decision; an order has one at most. */
export function openExtension(order: WorkOrder): Extension | undefined {
  return order.extensions.find((one) => one.decision === null && one.lapsedAt === null);
}

/**
 * How many extensions of this order were granted since it was last reopened: the next one is the first, the second, … by
 * this count.
 * @see docs/spec/extension.md EX-4, EX-12
 */
export function extensionsGranted({ timeline }: Pick<WorkOrder, "timeline">): number {
  const reopenedAt = timeline.findLastIndex((event) => event.type === "reopen-decided" && event.granted);
  return timeline.slice(reopenedAt + 1).filter((event) => event.type === "extension-decided" && event.granted).length;
}
