import type { Rules } from "../decision.ts";
import { findAssignment } from "../assignment/custody.ts";
import type { OrderEvent } from "../work-order/order-event.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import { layBelow } from "./card-agenda.ts";
import { isLive, type Card, type WithdrawalReason } from "./card.ts";
import { cardMoment } from "./card-moment.ts";
import { runOf, type ClockRun } from "./clock-runs.ts";

/**
 * Why a card should not have fallen, by what is known of the order now; null when it stands, is settled, or when the
 * time of the step is still in doubt. A card of a round that is over is history and stays as it is.
 * @see docs/spec/cards.md CD-11 to CD-13, CD-26
 */
export function cardFault(order: WorkOrder, card: Card, rules: Rules): WithdrawalReason | null {
  const turn = findAssignment(order, card.assignment);
  if (!turn || !isLive(card) || wasRenewed(order, card)) return null;
  const run = runOf(order, turn, card.clock);
  if (run.doubt) return run.doubt.ruling?.inTime === true ? "ruled-in-time" : null;
  return faultOfClock(order, rules, { card, run }) ?? unproven(card, run);
}

/** What an office did in time without a line counts no more once its turn was taken away: nobody can tell, so no card. */
function unproven(card: Card, run: ClockRun): WithdrawalReason | null {
  return card.state === "provisional" && run.takenAway ? "taken-away" : null;
}

function faultOfClock(
  order: WorkOrder,
  rules: Rules,
  { card, run }: Readonly<{ card: Card; run: ClockRun }>,
): WithdrawalReason | null {
  const moment = cardMoment(rules, run, { colour: card.colour, asOf: card.issuedAt });
  if (moment === undefined || moment > card.issuedAt) return whyMoved(order, card);
  if (run.actedAt !== null && run.actedAt < moment) return "acted-in-time";
  const isBelow = card.clock === "complete" && layBelow(order, rules, { run, at: card.issuedAt });
  return isBelow ? "passed-on-in-time" : null;
}

/** Whether the clock has begun anew since: after a rework, or for a file to mend. */
function wasRenewed(order: WorkOrder, card: Card): boolean {
  return since(order, card).some(
    (event) => (event.type === "called-back" || event.type === "inspected") && event.rework !== null,
  );
}

function whyMoved(order: WorkOrder, card: Card): WithdrawalReason {
  const events = since(order, card).map((event) => event.type);
  if (events.includes("recounted")) return "calendar-changed";
  if (events.includes("resumed")) return "rested";
  return events.includes("extension-decided") ? "extended" : "calendar-changed";
}

function since(order: WorkOrder, card: Card): readonly OrderEvent[] {
  return order.timeline.slice(order.timeline.findIndex((event) => event.id === card.id) + 1);
}
