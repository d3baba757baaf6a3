import type { Instant } from "../../kernel/instant.ts";
import { turnBelow } from "../assignment/custody.ts";
import type { Rules } from "../decision.ts";
import { isInHand } from "../work-order/order-state.ts";
import type { WorkOrder } from "../work-order/work-order.ts";
import type { CardColour, ClockKey } from "./card.ts";
import { cardMoment, passedOnInTime, reminderMoment } from "./card-moment.ts";
import { clockRuns, type ClockRun } from "./clock-runs.ts";

/** A card or a reminder that has not been given yet, and from when it is due. */
export type AgendaItem = Readonly<{ kind: CardColour | "reminder"; run: ClockRun; from: Instant }>;

/**
 * The cards and reminders that an order has still to be given, earliest first: those whose `from` has come are due now.
 * None while the order rests, lies with the hub or has ended, but for a step that was ruled late; none while the time of
 * the step is in doubt; one of a colour for each clock and round; no yellow once the red is due.
 * @see docs/spec/cards.md CD-1 to CD-9
 */
export function cardAgenda(order: WorkOrder, rules: Rules, now: Instant): readonly AgendaItem[] {
  return clockRuns(order)
    .filter((run) => mayBeCarded(order, run))
    .flatMap((run) => itemsOf(order, rules, { run, now }))
    .sort((a, b) => a.from - b.from);
}

function mayBeCarded(order: WorkOrder, run: ClockRun): boolean {
  if (run.doubt) return run.doubt.ruling?.inTime === false;
  return isInHand(order.state);
}

function itemsOf(order: WorkOrder, rules: Rules, at: Readonly<{ run: ClockRun; now: Instant }>): readonly AgendaItem[] {
  const { run, now } = at;
  const red = openItem(order, run, { kind: "red", from: cardMoment(rules, run, { colour: "red", asOf: now }) });
  const yellow = openItem(order, run, {
    kind: "yellow",
    from: cardMoment(rules, run, { colour: "yellow", asOf: now }),
  });
  const reminder = openItem(order, run, { kind: "reminder", from: reminderMoment(rules, run, now) });
  const redIsOver = hasCard(order, run, "red") || (red !== null && red.from <= now);
  const yellowIsOver = redIsOver || hasCard(order, run, "yellow") || (yellow !== null && yellow.from <= now);
  const items = [red, redIsOver ? null : yellow, yellowIsOver ? null : reminder];
  return items.filter((item) => item !== null).filter((item) => !waitsForBelow(order, rules, item));
}

function openItem(
  order: WorkOrder,
  run: ClockRun,
  item: Readonly<{ kind: AgendaItem["kind"]; from: Instant | undefined }>,
): AgendaItem | null {
  const { kind, from } = item;
  if (from === undefined) return null;
  // A warning is for a clock that runs; a red card says that it ran out, whenever the office acted afterwards.
  if (run.actedAt !== null && (kind !== "red" || run.actedAt < from)) return null;
  const given = kind === "reminder" ? isReminded(order, run) : hasCard(order, run, kind);
  return given ? null : { kind, run, from };
}

/** What an office below is late with is not the delay of one that passed the order on in time. */
function waitsForBelow(order: WorkOrder, rules: Rules, { run, from }: AgendaItem): boolean {
  return run.clock === "complete" && layBelow(order, rules, { run, at: from });
}

/** Whether at a moment the order lay with an office below a turn that had passed it on in time. */
export function layBelow(order: WorkOrder, rules: Rules, of: Readonly<{ run: ClockRun; at: Instant }>): boolean {
  const { run, at } = of;
  const { turn } = run;
  if (turn.passedOnAt === null || turn.passedOnAt > at || !passedOnInTime(rules, turn)) return false;
  const back = turnBelow(order, turn)?.reportedAt ?? null;
  return back === null || back > at;
}

function hasCard(order: WorkOrder, run: ClockRun, colour: CardColour): boolean {
  return order.cards.some((card) => card.colour === colour && card.state !== "withdrawn" && isOfRun(card, run));
}

function isReminded(order: WorkOrder, run: ClockRun): boolean {
  return order.reminders.some((one) => isOfRun(one, run));
}

/** Whether a card or reminder is about this clock of this round. */
export function isOfRun(key: ClockKey, run: ClockRun): boolean {
  return key.assignment === run.turn.id && key.clock === run.clock && key.round === run.round;
}

/** What names a clock in a step about it. */
export function keyOf(run: ClockRun): ClockKey {
  return { assignment: run.turn.id, clock: run.clock, round: run.round, due: run.due };
}
