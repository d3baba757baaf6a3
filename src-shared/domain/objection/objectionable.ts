import type { ActionId, OfficeId } from "../../kernel/ids.ts";
import { handlingTurn } from "../assignment/custody.ts";
import type { OrderEvent } from "../work-order/order-event.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import type { Objection, ObjectionTarget } from "./objection.ts";

/** The objection that waits for a ruling longest. */
export function openObjection(order: WorkOrder): Objection | undefined {
  return order.objections.find((one) => one.ruling === null);
}

/** The objection made to what an event said, if there was one. */
export function objectionTo(order: WorkOrder, event: ActionId): Objection | undefined {
  return order.objections.find((one) => one.target.event === event);
}

/**
 * What the office that did the work may object to, latest first: answers of a worker who was reached and verdicts other
 * than a pass, of the present round or the one before, each once.
 * @see docs/spec/objection.md OJ-1, OJ-2
 */
export function objectionable(order: WorkOrder, office: OfficeId): readonly ObjectionTarget[] {
  if (handlingTurn(order)?.office !== office) return [];
  return order.timeline
    .filter((event) => event.round >= order.round - 1 && objectionTo(order, event.id) === undefined)
    .map(targetOf)
    .filter((target) => target !== null)
    .reverse();
}

function targetOf(event: OrderEvent): ObjectionTarget | null {
  if (event.type === "called-back" && event.callback.reached) return { kind: "callback", event: event.id };
  if (event.type === "inspected" && event.inspection.verdict !== "pass") return { kind: "inspection", event: event.id };
  return null;
}
