import { assertNever } from "../../kernel/invariant.ts";
import type { Instant } from "../../kernel/instant.ts";
import type { OfficeId } from "../../kernel/ids.ts";
import type { Rules } from "../decision.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { cardAgenda, keyOf, type AgendaItem } from "./card-agenda.ts";
import { cardFault } from "./card-fault.ts";
import type { Card, ClockKey, WithdrawalReason } from "./card.ts";

/** What the province has to do by itself about the cards of an order. */
export type CardDuty =
  | Readonly<{ type: "withdraw-card"; payload: Readonly<{ card: Card["id"]; reason: WithdrawalReason }> }>
  | Readonly<{ type: "confirm-card"; payload: Readonly<{ card: Card["id"] }> }>
  | Readonly<{
      type: "issue-card";
      payload: ClockKey & Readonly<{ colour: Card["colour"]; provisional: boolean }>;
    }>
  | Readonly<{ type: "remind"; payload: ClockKey }>;

/**
 * What is known of an office's line: whether it is out of reach now, and the last moment at which nothing waited on one
 * of its computers; null when it never had one.
 */
export type OfficeLine = Readonly<{ isOutOfReach: boolean; emptiedAt: Instant | null }>;

type Looked = Readonly<{ rules: Rules; now: Instant; lineOf: (office: OfficeId) => OfficeLine }>;

/**
 * What is to be done about an order's cards now: wrong ones withdrawn, provisional ones of an office whose queue has
 * arrived confirmed, due ones issued, reminders sent.
 * @see docs/spec/cards.md CD-10 to CD-12, CD-17
 */
export function cardDuties(order: WorkOrder, looked: Looked): readonly CardDuty[] {
  const { rules, now } = looked;
  const settled = order.cards.flatMap((card) => settling(order, card, looked));
  const due = cardAgenda(order, rules, now).filter((item) => item.from <= now);
  return [...settled, ...due.map((item) => issuing(item, looked))];
}

function settling(order: WorkOrder, card: Card, { rules, lineOf }: Looked): readonly CardDuty[] {
  const reason = cardFault(order, card, rules);
  if (reason) return [{ type: "withdraw-card", payload: { card: card.id, reason } }];
  if (card.state !== "provisional" || isInDoubt(order, card)) return [];
  const { emptiedAt } = lineOf(card.office);
  const hasArrived = emptiedAt !== null && emptiedAt >= card.issuedAt;
  return hasArrived ? [{ type: "confirm-card", payload: { card: card.id } }] : [];
}

function isInDoubt(order: WorkOrder, card: Card): boolean {
  return order.doubts.some(
    (one) => !one.ruling && one.assignment === card.assignment && one.clock === card.clock && one.round === card.round,
  );
}

function issuing({ kind, run }: AgendaItem, { lineOf }: Looked): CardDuty {
  switch (kind) {
    case "reminder":
      return { type: "remind", payload: keyOf(run) };
    case "yellow":
    case "red": {
      const provisional = run.actedAt === null && lineOf(run.turn.office).isOutOfReach;
      return { type: "issue-card", payload: { ...keyOf(run), colour: kind, provisional } };
    }
    default:
      return assertNever(kind);
  }
}

/**
 * When the province has to look at an order's cards again: at once while something is due or wrong or a card is
 * provisional, else at the next moment of a card or reminder; null when there is none to come.
 */
export function nextCardLook(order: WorkOrder, rules: Rules, now: Instant): Instant | null {
  const isOpen = order.cards.some((card) => card.state === "provisional" || cardFault(order, card, rules) !== null);
  if (isOpen) return now;
  return cardAgenda(order, rules, now)[0]?.from ?? null;
}
