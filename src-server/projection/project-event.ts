import { evolve } from "../../src-shared/domain/work-order/evolve.ts";
import type { OrderEvent } from "../../src-shared/domain/work-order/order-event.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { markAnnounced, nameFile } from "../store/file-store.ts";
import type { Executor } from "../store/store.ts";

/** The order after one more event, and the tables that follow from the event alone. The order itself is saved later. */
export async function projectEvent(tx: Executor, order: WorkOrder | undefined, event: OrderEvent): Promise<WorkOrder> {
  const next = evolve(order, event);
  if (event.type === "attached") {
    const { sha256, name, type } = event.attachment;
    await nameFile(tx, { orderId: next.id, sha256, name, type });
  }
  if (event.type === "evidence-stored") await markAnnounced(tx, next.id, event.sha256);
  return next;
}
