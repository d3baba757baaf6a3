import type { OfficeLookup } from "../../src-shared/domain/decision.ts";
import { isAtOrAbove } from "../../src-shared/domain/reference/is-at-or-above.ts";
import { openedAfter } from "../../src-shared/domain/work-order/opening.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { OpenedFacts } from "./receipt-line.tsx";

/** Who opened an order first after a step at a place of its timeline, as the receipt says it; null while nobody has. */
export function openedFacts(order: WorkOrder, position: number, offices: OfficeLookup): OpenedFacts | null {
  const opening = openedAfter(order, position, offices);
  const event = order.timeline[position];
  if (!opening || !event) return null;
  return { office: opening.office, at: opening.at, above: isAtOrAbove(offices, opening.office, [event.office]) };
}
