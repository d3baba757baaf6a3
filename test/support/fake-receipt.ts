import type { QueuedStep } from "../../src-renderer/data/desk-api.ts";
import type { Receipt } from "../../src-shared/protocol/sync.ts";

/** A receipt as the province would write it for a step that it applied. */
export function receiptOf(queued: QueuedStep, number: number, at: number): Receipt {
  const { id, orderId: order } = queued.step;
  return {
    actionId: id,
    seq: number,
    orderId: order,
    verdict: "applied",
    code: null,
    orderVersion: null,
    orderNumber: null,
    number: 4200 + number,
    receivedAt: at,
    effectiveAt: at,
    grade: "A",
    hash: "0".repeat(64),
  };
}
