import { deadline } from "../../calendar/add-working-time.ts";
import { redFrom, yellowFrom } from "../../calendar/card-moments.ts";
import { atCloseOfBusiness } from "../../calendar/close-of-business.ts";
import { dayNumberAt, endOfDayNumber, lastDayOf } from "../../calendar/day-number.ts";
import type { Limit } from "../../calendar/limit.ts";
import { nearestWorkingDay } from "../../calendar/working-calendar.ts";
import { workingDaysBetween } from "../../calendar/working-days-between.ts";
import type { Instant } from "../../kernel/instant.ts";
import type { Assignment } from "../assignment/assignment.ts";
import type { Rules } from "../decision.ts";
import type { CardColour } from "./card.ts";
import type { ClockRun } from "./clock-runs.ts";

const oneDay: Limit = { amount: 1, unit: "working-day" };

/**
 * The moment at which a card falls due for a clock that nobody meets; undefined when it never does.
 * Yellow: one working day remains; a limit in hours has none. Red: the first working day after the limit. An office that
 * the order came back to has one whole working day of its own before a red card, and no yellow one any more.
 *
 * @param card `asOf`: what came back later than this is not looked at
 * @see docs/spec/cards.md CD-1 to CD-4, CD-8
 */
export function cardMoment(
  rules: Rules,
  run: ClockRun,
  card: Readonly<{ colour: CardColour; asOf: Instant }>,
): Instant | undefined {
  const { calendar } = rules;
  const { colour, asOf } = card;
  const back = Math.max(0, ...run.cameBackAt.filter((at) => at <= asOf));
  if (colour === "red") {
    const red = redFrom(calendar, run.due);
    return back === 0 ? red : Math.max(red, redFrom(calendar, deadline(calendar, back, oneDay)));
  }
  const yellow = endsWithADay(rules, run.due) ? yellowFrom(calendar, run.start, run.due) : undefined;
  return yellow !== undefined && back < yellow ? yellow : undefined;
}

/**
 * The moment at which a reminder (催办) goes out: so many working days before the yellow card, and never on day 0.
 * @see docs/spec/cards.md CD-9
 */
export function reminderMoment(rules: Rules, run: ClockRun, asOf: Instant): Instant | undefined {
  const yellow = cardMoment(rules, run, { colour: "yellow", asOf });
  if (yellow === undefined) return undefined;
  let day = lastDayOf(yellow);
  for (let left = remindBefore(rules); left > 0; left -= 1) day = nearestWorkingDay(rules.calendar, day - 1, -1);
  const moment = endOfDayNumber(day);
  return moment > endOfDayNumber(dayNumberAt(run.start)) - 1 && moment < yellow ? moment : undefined;
}

function remindBefore({ policy }: Rules): number {
  return policy.cards.remindBefore ?? 1;
}

/** Whether a limit ends when a day does; one that ends at another hour was counted in hours. */
export function endsWithADay({ policy }: Rules, due: Instant): boolean {
  const midnight = endOfDayNumber(lastDayOf(due));
  return due === midnight || due === atCloseOfBusiness(midnight, policy.closeOfBusiness);
}

/**
 * Whether a turn passed the order down within the share of its accept limit that the policy allows: then what the office
 * below is late with is not its own delay. A share of a limit in working days is counted in whole working days.
 * @see docs/spec/cards.md CD-7
 */
export function passedOnInTime(rules: Rules, turn: Assignment): boolean {
  if (turn.passedOnAt === null) return false;
  const { numerator, denominator } = rules.policy.cards.passOnShare;
  const days = workingDaysBetween(rules.calendar, turn.dispatchedAt, turn.acceptBy - 1);
  const amount = Math.floor((days * numerator) / denominator);
  if (endsWithADay(rules, turn.acceptBy) && amount >= 1) {
    return turn.passedOnAt <= deadline(rules.calendar, turn.dispatchedAt, { amount, unit: "working-day" });
  }
  return turn.passedOnAt - turn.dispatchedAt <= ((turn.acceptBy - turn.dispatchedAt) * numerator) / denominator;
}
