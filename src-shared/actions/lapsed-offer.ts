import { activeAssignment } from "../domain/assignment/custody.ts";
import { returnBy } from "../domain/assignment/return-order.ts";
import type { Rules } from "../domain/decision.ts";
import { extensionOver } from "../domain/extension/request-extension.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { WorkOrder } from "../domain/work-order/work-order.ts";
import type { Instant } from "../kernel/instant.ts";
import type { ActionType } from "./action.ts";

/**
 * Why a step that is offered would be refused at this moment: time went by, or what the policy gives was used up. Null
 * for every step that time does not close.
 * @see docs/spec/life-cycle.md LC-70
 */
export function lapsedOffer(
  order: WorkOrder,
  type: ActionType,
  { at, calendar, policy }: Readonly<{ at: Instant } & Pick<Rules, "calendar" | "policy">>,
): Refusal | null {
  const turn = activeAssignment(order);
  if (!turn) return null;
  if (type === "request-extension") return extensionOver(order, turn, { at, policy });
  if (type === "return-order") return at > returnBy(turn, { calendar, policy }) ? "return-too-late" : null;
  return null;
}
