import { orderStates } from "./order-state.ts";
import type { OrderEventType } from "./order-event.ts";
import type { WorkOrder } from "./work-order.ts";

const known: Readonly<Record<OrderEventType, true>> = {
  registered: true,
  "answered-directly": true,
  amended: true,
  dispatched: true,
  forwarded: true,
  accepted: true,
  noted: true,
  attached: true,
  "evidence-stored": true,
  reported: true,
  approved: true,
  "sent-back": true,
  "return-asked": true,
  "return-decided": true,
  suspended: true,
  resumed: true,
  "called-back": true,
  inspected: true,
  archived: true,
  merged: true,
  refused: true,
  terminated: true,
  "notice-issued": true,
  "notice-answered": true,
  "notice-settled": true,
  "help-asked": true,
  "help-answered": true,
  "help-released": true,
  "incident-flagged": true,
  "incident-unflagged": true,
  "incident-reported": true,
  "incident-closed": true,
  "contacts-joined": true,
  "extension-asked": true,
  "extension-decided": true,
  recalled: true,
  "handler-assigned": true,
  "turns-moved": true,
  recused: true,
  objected: true,
  "objection-ruled": true,
  "reopen-asked": true,
  "reopen-decided": true,
  disclosed: true,
  "set-aside": true,
  "card-issued": true,
  "card-confirmed": true,
  "card-withdrawn": true,
  "card-revoked": true,
  "card-objected": true,
  "card-objection-ruled": true,
  reminded: true,
  recounted: true,
  "time-adjudicated": true,
};

/** The kinds of events that this version knows. */
export const knownEvents: readonly string[] = Object.keys(known);

/** Whether this version knows what an event says: a newer province may send others. */
export function isKnownEvent(event: Readonly<{ type: string }>): boolean {
  return Object.hasOwn(known, event.type);
}

/**
 * Whether a newer province has written something into an order that this version does not know: its state, or a thing
 * that happened.
 * @see docs/spec/versions.md NV-8
 */
export function hasNewerContent(order: Pick<WorkOrder, "state" | "timeline">): boolean {
  return !orderStates.includes(order.state) || !order.timeline.every(isKnownEvent);
}
