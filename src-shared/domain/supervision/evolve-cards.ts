import type { ActionId } from "../../kernel/ids.ts";
import { assertNever } from "../../kernel/invariant.ts";
import { findAssignment, withAssignment } from "../assignment/custody.ts";
import type { EventHead, OrderEvent } from "../work-order/order-event.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import type { CardFact } from "./card-steps.ts";
import type { Card } from "./card.ts";
import type { TimeDoubt } from "./time-doubt.ts";

type CardEvent<Type extends CardFact["type"] = CardFact["type"]> = EventHead & Extract<CardFact, { type: Type }>;

/** The order after an event about its cards, reminders, limits or doubted times. */
export function evolveCards(order: WorkOrder, event: CardEvent): WorkOrder {
  switch (event.type) {
    case "card-issued":
      return { ...order, cards: [...order.cards, newCard(order, event)] };
    case "reminded": {
      const { assignment, clock, round, due, at } = event;
      const office = officeOf(order, event);
      return { ...order, reminders: [...order.reminders, { assignment, clock, round, due, office, at }] };
    }
    case "recounted":
      return recounted(order, event);
    case "time-adjudicated":
      return adjudicated(order, event);
    case "card-confirmed":
    case "card-withdrawn":
    case "card-revoked":
    case "card-objected":
    case "card-objection-ruled":
      return evolveCard(order, event);
    default:
      return assertNever(event);
  }
}

function officeOf(order: WorkOrder, event: CardEvent<"card-issued" | "reminded">): Card["office"] {
  return findAssignment(order, event.assignment)?.office ?? order.holder;
}

function newCard(order: WorkOrder, event: CardEvent<"card-issued">): Card {
  const { assignment, clock, round, due, colour } = event;
  return {
    id: event.id,
    assignment,
    office: officeOf(order, event),
    clock,
    round,
    due,
    colour,
    issuedAt: event.at,
    state: event.provisional ? "provisional" : "standing",
    confirmedAt: null,
    withdrawn: null,
    revoked: null,
    objection: null,
  };
}

type OneCardEvent = CardEvent<
  "card-confirmed" | "card-withdrawn" | "card-revoked" | "card-objected" | "card-objection-ruled"
>;

function evolveCard(order: WorkOrder, event: OneCardEvent): WorkOrder {
  const { at, byName: by } = event;
  switch (event.type) {
    case "card-confirmed":
      return withCard(order, event.card, () => ({ state: "standing", confirmedAt: at }));
    case "card-withdrawn":
      return withCard(order, event.card, () => ({ state: "withdrawn", withdrawn: { reason: event.reason, at } }));
    case "card-revoked":
      return withCard(order, event.card, () => ({ state: "revoked", revoked: { reason: event.reason, by, at } }));
    case "card-objected":
      return withCard(order, event.card, () => ({ objection: { reason: event.reason, by, at, ruling: null } }));
    case "card-objection-ruled":
      return withCard(order, event.card, (card) => ruledOn(card, event));
    default:
      return assertNever(event);
  }
}

function ruledOn(card: Card, event: CardEvent<"card-objection-ruled">): Partial<Card> {
  const { at, byName: by, upheld, reason } = event;
  const objection = card.objection && { ...card.objection, ruling: { upheld, reason, by, at } };
  return upheld ? { objection, state: "revoked", revoked: { reason, by, at } } : { objection };
}

function withCard(order: WorkOrder, id: ActionId, change: (card: Card) => Partial<Card>): WorkOrder {
  return { ...order, cards: order.cards.map((card) => (card.id === id ? { ...card, ...change(card) } : card)) };
}

function recounted(order: WorkOrder, event: CardEvent<"recounted">): WorkOrder {
  const { calendarVersion, policyVersion } = event;
  const dispatchBy = event.dispatchBy ?? order.dispatchBy;
  const moved = event.moved.reduce<WorkOrder>(
    (now, { assignment, ...limits }) => withAssignment(now, assignment, limits),
    order,
  );
  return { ...moved, calendarVersion, policyVersion, dispatchBy };
}

function adjudicated(order: WorkOrder, event: CardEvent<"time-adjudicated">): WorkOrder {
  const { inTime, reason, byName: by, at } = event;
  const doubts = order.doubts.map((one) =>
    one.action === event.action ? { ...one, ruling: { inTime, reason, by, at } } : one,
  );
  const doubt = order.doubts.find((one) => one.action === event.action);
  const ruled = { ...order, doubts };
  return doubt?.clock === "accept" ? withAssignment(ruled, doubt.assignment, { acceptedLate: !inTime }) : ruled;
}

/** The order with the doubt that a step left, when it left one. @see docs/spec/fair-time.md FT-4 */
export function withDoubtOf(order: WorkOrder, event: OrderEvent): WorkOrder {
  if (!("doubt" in event) || !event.doubt || event.receivedAt === null || event.grade === null) return order;
  const { office, byName, at, deviceAt, receivedAt, grade } = event;
  const doubt: TimeDoubt = {
    ...event.doubt,
    action: event.id,
    office,
    byName,
    effectiveAt: at,
    deviceAt,
    receivedAt,
    lastContactAt: event.lastContactAt ?? null,
    grade,
    ruling: null,
  };
  return { ...order, doubts: [...order.doubts, doubt] };
}
