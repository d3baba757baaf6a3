import type { OfficeId } from "../../kernel/ids.ts";
import { isEnded } from "../work-order/order-state.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import type { Help } from "./help.ts";

/** The requests for help that wait for an answer. */
export function openHelps(order: WorkOrder): readonly Help[] {
  return order.helps.filter((help) => help.stage === "open");
}

/** The open request to an office, or undefined when none waits for it. */
export function openHelpOf(order: WorkOrder, office: OfficeId): Help | undefined {
  return openHelps(order).find((help) => help.office === office);
}

/** Whether a helper may still be let go: it has not been, and the order still runs. */
export function isReleasable({ stage }: Help): boolean {
  return stage === "open" || stage === "answered";
}

/** Whether an office was ever asked to help with the order. */
export function everHelped(order: WorkOrder, office: OfficeId): boolean {
  return order.helps.some((help) => help.office === office);
}

/**
 * The offices that see an order as helpers: from the request until they are released or the order ends.
 * @see docs/spec/co-handling.md CH-10
 */
export function helpingOffices(order: WorkOrder): readonly OfficeId[] {
  if (isEnded(order.state)) return [];
  return order.helps.filter(isReleasable).map((help) => help.office);
}
