import { versionHashes, type PaperFacts } from "../../../src-shared/domain/paper/paper-hash.ts";
import { hasNewerContent } from "../../../src-shared/domain/work-order/known-event.ts";
import type { OrderView } from "../../data/desk-api.ts";

/** What the codes of a print job are made of; or why it can have none: the province does not know what is printed. */
export type Standing = Omit<PaperFacts, "paper"> | "unsynced" | "newer";

/**
 * How an order stands for its papers to be checked by: only the province's own version has a code.
 * @see docs/spec/paper-check.md PC-6
 */
export function standingOf({ order, queued }: Pick<OrderView, "order" | "queued">): Standing {
  // One that was received but is not in the copy yet is still this computer's forecast; a refused one changes nothing.
  if (order.number === null || queued.some(({ stage }) => stage !== "refused")) return "unsynced";
  if (hasNewerContent(order)) return "newer";
  const hash = versionHashes(order.id, order.timeline).at(-1) ?? "";
  return { number: order.number, version: order.timeline.length, hash };
}
