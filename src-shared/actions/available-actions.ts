import { activeAssignment } from "../domain/assignment/custody.ts";
import { statesOfHelp } from "../domain/co-handling/co-handle.ts";
import type { Actor, OfficeLookup } from "../domain/decision.ts";
import { openExtension } from "../domain/extension/extensions-of.ts";
import { extensibleStates } from "../domain/extension/request-extension.ts";
import { isBarred } from "../domain/handler/recused.ts";
import { hasFinalReport, incidentOpenAt, openIncident } from "../domain/incident/incidents-of.ts";
import { beyondObjection } from "../domain/objection/object-to.ts";
import { openObjection } from "../domain/objection/objectionable.ts";
import type { Refusal } from "../domain/refusal.ts";
import { openReopening } from "../domain/reopening/open-reopening.ts";
import { statesBefore } from "../domain/work-order/life-cycle-edges.ts";
import { isEnded, orderStates, type OrderState } from "../domain/work-order/order-state.ts";
import type { WorkOrder } from "../domain/work-order/work-order.ts";
import type { OfficeId } from "../kernel/ids.ts";
import type { ActionType } from "./action.ts";
import { mayAct } from "./authorise.ts";
import { concerns, type Concerned } from "./concerns.ts";

/** A step offered on the order page: `refusal` says why it cannot be taken now, null when it can. */
export type OfferedAction = Readonly<{
  type: ActionType;
  refusal: Refusal | null;
  /** The office whose decision on the same request is awaited: asking again would change nothing. */
  awaits?: OfficeId;
}>;

type Offer = Readonly<{ type: ActionType; states: readonly OrderState[]; who: Concerned }>;

const running = orderStates.filter((state) => !isEnded(state));
const ended = orderStates.filter(isEnded);
const unfiled = orderStates.filter((state) => state !== "archived");

// In the order in which they stand on the page: the step that the clock waits for first.
const offers: readonly Offer[] = [
  { type: "dispatch", states: statesBefore("dispatched"), who: "holder" },
  { type: "accept", states: statesBefore("accepted"), who: "holder" },
  { type: "report-result", states: statesBefore("reported"), who: "holder" },
  { type: "decide-return", states: statesBefore("return-decided"), who: "holder" },
  { type: "approve-result", states: statesBefore("approved"), who: "holder" },
  { type: "send-back", states: statesBefore("sent-back"), who: "holder" },
  { type: "call-back", states: statesBefore("called-back"), who: "holder" },
  { type: "inspect", states: statesBefore("inspected"), who: "holder" },
  { type: "decide-extension", states: running, who: "extension-judge" },
  { type: "rule-objection", states: orderStates, who: "objection-judge" },
  { type: "decide-reopen", states: ended, who: "reopening-judge" },
  { type: "archive", states: statesBefore("archived"), who: "hub" },
  { type: "answer-notice", states: unfiled, who: "notice-answerer" },
  { type: "settle-notice", states: unfiled, who: "notice-settler" },
  { type: "adjudicate-time", states: orderStates, who: "time-judge" },
  { type: "rule-on-card", states: orderStates, who: "card-judge" },
  { type: "answer-help", states: running, who: "helper" },
  { type: "report-incident", states: running, who: "incident-reporter" },
  { type: "forward", states: statesBefore("forwarded"), who: "holder" },
  { type: "answer-directly", states: statesBefore("answered-directly"), who: "holder" },
  { type: "note", states: unfiled, who: "concerned" },
  { type: "attach", states: unfiled, who: "concerned" },
  { type: "return-order", states: statesBefore("return-asked"), who: "holder" },
  { type: "request-extension", states: extensibleStates, who: "holder" },
  { type: "recall", states: statesBefore("recalled"), who: "turn-giver" },
  { type: "assign-handler", states: running, who: "turn-office" },
  { type: "recuse", states: running, who: "turn-handler" },
  { type: "object", states: orderStates.filter((state) => !beyondObjection.includes(state)), who: "objector" },
  { type: "object-to-card", states: orderStates, who: "card-objector" },
  { type: "revoke-card", states: orderStates, who: "card-revoker" },
  { type: "suspend", states: statesBefore("suspended"), who: "hub" },
  { type: "resume", states: statesBefore("resumed"), who: "hub" },
  { type: "issue-notice", states: [...running, "closed"], who: "notice-issuer" },
  { type: "ask-help", states: statesOfHelp, who: "help-asker" },
  { type: "release-help", states: running, who: "help-releaser" },
  { type: "flag-incident", states: running, who: "incident-flagger" },
  { type: "close-incident", states: running, who: "incident-judge" },
  { type: "unflag-incident", states: running, who: "incident-judge" },
  { type: "amend", states: running, who: "holder-or-hub" },
  { type: "merge-order", states: statesBefore("merged"), who: "hub" },
  { type: "refuse-order", states: statesBefore("refused"), who: "hub" },
  { type: "terminate-order", states: statesBefore("terminated"), who: "hub" },
  { type: "request-reopen", states: ended, who: "holder-before" },
];

/**
 * What a person can do with an order now, the awaited step first. What they may never do is absent; what they may not do
 * just now is there with the reason.
 * @see docs/spec/life-cycle.md LC-70, docs/spec/desk.md DE-8
 */
export function availableActions(order: WorkOrder, actor: Actor, offices: OfficeLookup): readonly OfferedAction[] {
  return offers
    .filter((offer) => offer.states.includes(order.state) && mayAct(actor.roles, offer.type))
    .filter((offer) => concerns[offer.who](order, actor, offices))
    .map(({ type }) => ({
      type,
      refusal: heldUp(order, actor, type) ?? notNow(order, type),
      ...awaiting(order, type, offices.hub),
    }));
}

/** Why a request, or somebody's withdrawal, keeps this person from a step; null when it does not. */
function heldUp(order: WorkOrder, actor: Actor, type: ActionType): Refusal | null {
  if (isBarred(order, actor, type)) return "recused";
  return type === "archive" && openObjection(order) ? "objection-pending" : null;
}

function notNow(order: WorkOrder, type: ActionType): Refusal | null {
  if (type === "return-order") return activeAssignment(order)?.mayReturn === false ? "return-not-allowed" : null;
  if (type === "answer-directly") return incidentOpenAt(order);
  const incident = type === "close-incident" ? openIncident(order) : undefined;
  return incident && !hasFinalReport(incident) ? "final-report-missing" : null;
}

/** Whose decision a request waits for that has been made already; nothing while none waits. */
function awaiting(order: WorkOrder, type: ActionType, hub: OfficeId): Readonly<{ awaits?: OfficeId }> {
  if (type === "request-extension") {
    const extension = openExtension(order);
    return extension ? { awaits: extension.judge } : {};
  }
  return type === "request-reopen" && openReopening(order) ? { awaits: hub } : {};
}
