import type { Static } from "typebox";

import { everHeld } from "../assignment/custody.ts";
import { applied, rejected, type Decision, type DecisionContext } from "../decision.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { cardAgenda, isOfRun, type AgendaItem } from "./card-agenda.ts";
import { cardFault } from "./card-fault.ts";
import { isLive, type Card, type ClockKey } from "./card.ts";
import type { cardPayloads } from "./card-steps.ts";

type Payload<Type extends keyof typeof cardPayloads> = Readonly<Static<(typeof cardPayloads)[Type]>>;

function findCard(order: WorkOrder, id: string): Card | undefined {
  return order.cards.find((card) => card.id === id);
}

function dueItem(
  order: WorkOrder,
  context: DecisionContext,
  want: Readonly<{ key: ClockKey; kind: AgendaItem["kind"] }>,
): AgendaItem | undefined {
  return cardAgenda(order, context.rules, context.at).find(
    (item) =>
      item.kind === want.kind &&
      item.from <= context.at &&
      isOfRun(want.key, item.run) &&
      item.run.due === want.key.due,
  );
}

/**
 * Decides a card that the province issues by itself: one of a colour for each clock and round, and only when it is due.
 * A second one merges into the first. Refusals: `card-not-due`.
 * @see docs/spec/cards.md CD-5, CD-6
 */
export function issueCard(order: WorkOrder, payload: Payload<"issue-card">, context: DecisionContext): Decision {
  const { colour } = payload;
  const isGiven = order.cards.some((card) => card.colour === colour && isLive(card) && isSameClock(card, payload));
  if (isGiven) return { verdict: "merged" };
  if (!dueItem(order, context, { key: payload, kind: colour })) return rejected("card-not-due");
  return applied(context, payload.round, { type: "card-issued", ...payload });
}

/** Decides a reminder (催办), once for each clock and round. Refusals: `card-not-due`. @see docs/spec/cards.md CD-9 */
export function remind(order: WorkOrder, payload: Payload<"remind">, context: DecisionContext): Decision {
  if (order.reminders.some((one) => isSameClock(one, payload))) return { verdict: "merged" };
  if (!dueItem(order, context, { key: payload, kind: "reminder" })) return rejected("card-not-due");
  return applied(context, payload.round, { type: "reminded", ...payload });
}

function isSameClock(a: ClockKey, b: ClockKey): boolean {
  return a.assignment === b.assignment && a.clock === b.clock && a.round === b.round;
}

/**
 * Decides that a provisional card stands, for the office's queue has arrived and nothing in it speaks against the card.
 * Refusals: `no-such-card`, `card-settled`, `card-wrong`.
 * @see docs/spec/cards.md CD-11
 */
export function confirmCard(order: WorkOrder, payload: Payload<"confirm-card">, context: DecisionContext): Decision {
  const card = findCard(order, payload.card);
  if (!card) return rejected("no-such-card");
  if (!isLive(card)) return rejected("card-settled");
  if (card.state === "standing") return { verdict: "merged" };
  if (cardFault(order, card, context.rules)) return rejected("card-wrong");
  return applied(context, card.round, { type: "card-confirmed", card: card.id });
}

/**
 * Decides that the province takes back a card that should not have fallen; a second time merges.
 * Refusals: `no-such-card`, `card-settled` (revoked before), `card-stands`.
 * @see docs/spec/cards.md CD-12
 */
export function withdrawCard(order: WorkOrder, payload: Payload<"withdraw-card">, context: DecisionContext): Decision {
  const card = findCard(order, payload.card);
  if (!card) return rejected("no-such-card");
  if (card.state === "withdrawn") return { verdict: "merged" };
  if (!isLive(card)) return rejected("card-settled");
  const reason = cardFault(order, card, context.rules);
  if (!reason) return rejected("card-stands");
  return applied(context, card.round, { type: "card-withdrawn", card: card.id, reason });
}

/**
 * Decides a revocation (撤牌) by the hotline office, with a reason; it is counted.
 * Refusals: `other-office`, `no-such-card`, `card-settled`.
 * @see docs/spec/cards.md CD-14 (source: docs/sources.md S2)
 */
export function revokeCard(order: WorkOrder, payload: Payload<"revoke-card">, context: DecisionContext): Decision {
  if (context.actor.office !== context.rules.offices.hub) return rejected("other-office");
  const card = findCard(order, payload.card);
  if (!card) return rejected("no-such-card");
  if (!isLive(card)) return rejected("card-settled");
  return applied(context, card.round, { type: "card-revoked", card: card.id, reason: payload.reason });
}

/**
 * Decides an office's objection (异议) to a card of its own, once.
 * Refusals: `no-such-card`, `other-office`, `card-settled`, `objected-before`.
 * @see docs/spec/cards.md CD-15
 */
export function objectToCard(order: WorkOrder, payload: Payload<"object-to-card">, context: DecisionContext): Decision {
  const card = findCard(order, payload.card);
  if (!card || !everHeld(order, card.office)) return rejected("no-such-card");
  if (card.office !== context.actor.office) return rejected("other-office");
  if (!isLive(card)) return rejected("card-settled");
  if (card.objection) return rejected("objected-before");
  return applied(context, card.round, { type: "card-objected", card: card.id, reason: payload.reason });
}

/**
 * Decides what the hotline office rules on an objection: upheld revokes the card.
 * Refusals: `other-office`, `no-such-card`, `card-settled`, `nothing-to-rule`.
 * @see docs/spec/cards.md CD-16
 */
export function ruleOnCard(order: WorkOrder, payload: Payload<"rule-on-card">, context: DecisionContext): Decision {
  if (context.actor.office !== context.rules.offices.hub) return rejected("other-office");
  const card = findCard(order, payload.card);
  if (!card) return rejected("no-such-card");
  if (!isLive(card)) return rejected("card-settled");
  if (!card.objection || card.objection.ruling) return rejected("nothing-to-rule");
  const { upheld, reason } = payload;
  return applied(context, card.round, { type: "card-objection-ruled", card: card.id, upheld, reason });
}
