import type { Pause } from "../../calendar/explain-span.ts";
import type { Instant } from "../../kernel/instant.ts";
import type { WorkOrder } from "./work-order.ts";

/** The times in which an order rested (挂起), oldest first; one that has not ended yet ends now. */
export function pausesOf({ timeline }: Pick<WorkOrder, "timeline">, now: Instant): readonly Pause[] {
  return timeline.flatMap((event, at) => {
    if (event.type !== "suspended") return [];
    const end = timeline.slice(at + 1).find((later) => later.type === "resumed" || endings.has(later.type));
    return [{ from: event.at, until: Math.max(event.at, end?.at ?? now) }];
  });
}

const endings: ReadonlySet<string> = new Set(["merged", "terminated"]);
