import type { OfficeId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instant.ts";
import { openExtension } from "../extension/extensions-of.ts";
import { openReopening } from "../reopening/open-reopening.ts";
import type { WorkOrder } from "./work-order.ts";

/** A request that waits for an office: who asked, since when, and whose decision it waits for. */
export type PendingRequest = Readonly<{
  kind: "extension" | "return" | "objection" | "reopen";
  from: OfficeId;
  since: Instant;
  awaits: OfficeId;
  /** Working days asked for; null where the request is about something else. */
  days: number | null;
}>;

/**
 * What an order waits for beside its course, so that every screen can say it in words, with or without a line.
 * @param hub the office that alone rules objections and reopens
 * @see docs/spec/life-cycle.md LC-85
 */
export function pendingRequests(order: WorkOrder, hub: OfficeId): readonly PendingRequest[] {
  const extension = openExtension(order);
  const returned =
    order.state === "return-review" ? order.timeline.findLast((one) => one.type === "return-asked") : null;
  const reopening = openReopening(order);
  return [
    returned && {
      kind: "return" as const,
      from: returned.office,
      since: returned.at,
      awaits: order.holder,
      days: null,
    },
    extension && {
      kind: "extension" as const,
      from: extension.office,
      since: extension.askedAt,
      awaits: extension.judge,
      days: extension.days,
    },
    ...order.objections
      .filter((one) => one.ruling === null)
      .map((one) => ({ kind: "objection" as const, from: one.office, since: one.at, awaits: hub, days: null })),
    reopening && { kind: "reopen" as const, from: reopening.office, since: reopening.at, awaits: hub, days: null },
  ].filter((one) => one !== null && one !== undefined);
}
