import type { ActionId } from "../../kernel/ids.ts";
import { assertNever } from "../../kernel/invariant.ts";
import type { Help } from "../co-handling/help.ts";
import type { OrderEvent } from "./order-event.ts";
import type { WorkOrder } from "./work-order.ts";

type HelpEvent = Extract<OrderEvent, { type: "help-asked" | "help-answered" | "help-released" }>;

/** The order after an event of co-handling (协办); state, holder and turns stay as they are. */
export function evolveHelps(order: WorkOrder, event: HelpEvent): WorkOrder {
  switch (event.type) {
    case "help-asked":
      return { ...order, helps: [...order.helps, helpBegun(event)] };
    case "help-answered": {
      const { answer, late, at: answeredAt, byName: answeredByName } = event;
      return withHelp(order, event.help, { stage: "answered", answer, late, answeredAt, answeredByName });
    }
    case "help-released":
      return withHelp(order, event.help, {
        stage: "released",
        releasedAt: event.at,
        releaseReason: event.reason,
      });
    default:
      return assertNever(event);
  }
}

function helpBegun(event: Extract<HelpEvent, { type: "help-asked" }>): Help {
  return {
    ...event.help,
    id: event.id,
    stage: "open",
    askedBy: event.office,
    askedByName: event.byName,
    askedAt: event.at,
    answer: "",
    answeredAt: null,
    answeredByName: "",
    late: false,
    releasedAt: null,
    releaseReason: "",
  };
}

function withHelp(order: WorkOrder, id: ActionId, change: Partial<Help>): WorkOrder {
  return { ...order, helps: order.helps.map((help) => (help.id === id ? { ...help, ...change } : help)) };
}

/** Once an order has ended nobody waits for a helper's answer any more. */
export function withLapsedHelps(order: WorkOrder): WorkOrder {
  const helps = order.helps.map((help): Help => (help.stage === "open" ? { ...help, stage: "lapsed" } : help));
  return { ...order, helps };
}
