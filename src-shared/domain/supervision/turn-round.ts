import type { Assignment } from "../assignment/assignment.ts";
import type { OrderEvent } from "../work-order/order-event.ts";
import type { WorkOrder } from "../work-order/work-order.ts";

/** The round in which a turn began, and in which its acceptance was asked. */
export function roundBegun(order: WorkOrder, turn: Pick<Assignment, "id">): number {
  return order.timeline.find((event) => beganTurn(event, turn))?.round ?? 1;
}

function beganTurn(event: OrderEvent, turn: Pick<Assignment, "id">): boolean {
  if (event.type === "forwarded") return event.assignment.id === turn.id;
  return event.type === "dispatched" && (event.assignment.id === turn.id || event.through?.id === turn.id);
}
