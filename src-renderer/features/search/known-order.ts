import type { KnownOrder } from "../../../src-shared/domain/paper/check-paper.ts";
import type { OrderView } from "../../data/desk-api.ts";

/**
 * An order as the province has it: without the steps that this computer has put on top of its copy.
 * @see docs/spec/paper-check.md PC-25
 */
export function knownOrder({ order, queued }: Pick<OrderView, "order" | "queued">): KnownOrder {
  const own = new Set<string>(queued.map(({ step }) => step.id));
  return { id: order.id, number: order.number, timeline: order.timeline.filter(({ id }) => !own.has(id)) };
}
