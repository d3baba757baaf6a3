import type { UserId } from "../../kernel/ids.ts";
import type { Actor } from "../decision.ts";
import type { WorkOrder } from "../work-order/work-order.ts";

/** Whether somebody has withdrawn from this order for a conflict of interest. */
export function isRecused(order: WorkOrder, user: UserId): boolean {
  return order.recusals.some((one) => one.user === user);
}

/** What a person who withdrew may not do on the order any more. */
const barred: ReadonlySet<string> = new Set(["accept", "report-result", "note", "attach"]);

/** Whether a step is barred to a person because they withdrew from the order. */
export function isBarred(order: WorkOrder, actor: Pick<Actor, "id">, type: string): boolean {
  return barred.has(type) && isRecused(order, actor.id);
}
