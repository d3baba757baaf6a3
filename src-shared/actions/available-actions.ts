import { activeAssignment, everHeld } from "../domain/assignment/custody.ts";
import type { Actor } from "../domain/decision.ts";
import type { Refusal } from "../domain/refusal.ts";
import { isEnded, type OrderState } from "../domain/work-order/order-state.ts";
import type { WorkOrder } from "../domain/work-order/work-order.ts";
import type { OfficeId } from "../kernel/ids.ts";
import type { ActionType } from "./action.ts";
import { mayAct } from "./authorise.ts";

/** A step offered on the order page: `refusal` says why it cannot be taken now, null when it can. */
export type OfferedAction = Readonly<{ type: ActionType; refusal: Refusal | null }>;

type Offer = Readonly<{ type: ActionType; states: readonly OrderState[]; who: "holder" | "hub" | "concerned" }>;

const running: readonly OrderState[] = [
  "registered",
  "awaiting-dispatch",
  "awaiting-acceptance",
  "return-review",
  "handling",
  "suspended",
  "awaiting-review",
  "awaiting-callback",
  "awaiting-inspection",
];
const dispatched = running.slice(2);
const noted: readonly OrderState[] = [...running, "closed"];

// In the order in which they stand on the page: the step that the clock waits for first.
const offers: readonly Offer[] = [
  { type: "dispatch", states: ["registered", "awaiting-dispatch"], who: "holder" },
  { type: "accept", states: ["awaiting-acceptance"], who: "holder" },
  { type: "report-result", states: ["handling"], who: "holder" },
  { type: "decide-return", states: ["return-review"], who: "holder" },
  { type: "approve-result", states: ["awaiting-review"], who: "holder" },
  { type: "send-back", states: ["awaiting-review"], who: "holder" },
  { type: "call-back", states: ["awaiting-callback"], who: "holder" },
  { type: "inspect", states: ["awaiting-inspection"], who: "holder" },
  { type: "archive", states: ["closed"], who: "hub" },
  { type: "forward", states: ["awaiting-acceptance", "handling"], who: "holder" },
  { type: "answer-directly", states: ["registered"], who: "holder" },
  { type: "note", states: noted, who: "concerned" },
  { type: "attach", states: noted, who: "concerned" },
  { type: "return-order", states: ["awaiting-acceptance"], who: "holder" },
  { type: "suspend", states: ["handling"], who: "hub" },
  { type: "resume", states: ["suspended"], who: "hub" },
  { type: "amend", states: running, who: "holder" },
  { type: "merge-order", states: running, who: "hub" },
  { type: "refuse-order", states: ["registered", "awaiting-dispatch"], who: "hub" },
  { type: "terminate-order", states: dispatched, who: "hub" },
];

/**
 * What a person can do with an order now, the awaited step first. What they may never do is absent; what they may not do
 * just now is there with the reason.
 * @see docs/spec/life-cycle.md LC-70 (interface.md "One primary button per view")
 */
export function availableActions(order: WorkOrder, actor: Actor, hub: OfficeId): readonly OfferedAction[] {
  return offers
    .filter((offer) => offer.states.includes(order.state) && mayAct(actor.roles, offer.type))
    .filter((offer) => isConcerned(order, actor, { who: offer.who, hub }))
    .map((offer) => ({ type: offer.type, refusal: notNow(order, offer.type) }));
}

function isConcerned(order: WorkOrder, actor: Actor, offer: Readonly<{ who: Offer["who"]; hub: OfficeId }>): boolean {
  switch (offer.who) {
    case "holder":
      return order.holder === actor.office;
    case "hub":
      return actor.office === offer.hub;
    case "concerned":
      return everHeld(order, actor.office) || order.holder === actor.office || actor.office === offer.hub;
  }
}

function notNow(order: WorkOrder, type: ActionType): Refusal | null {
  if (type === "return-order" && activeAssignment(order)?.mayReturn === false) return "return-not-allowed";
  if (type === "suspend" && isEnded(order.state)) return "order-ended";
  return null;
}
