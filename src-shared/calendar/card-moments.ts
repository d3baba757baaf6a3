import type { Instant } from "../kernel/instant.ts";
import { dayNumberAt, endOfDayNumber, lastDayOf } from "./day-number.ts";
import { nearestWorkingDay, type WorkingCalendar } from "./working-calendar.ts";

/**
 * The moment a yellow card (黄牌) falls due: one working day remains, that is from 24:00 of the working day before the
 * last, and not before day 0 is over. A limit too short to have such a moment has no yellow card.
 *
 * @see docs/spec/calendar.md CA-16 (source: docs/sources.md S2)
 */
export function yellowFrom(calendar: WorkingCalendar, start: Instant, due: Instant): Instant | undefined {
  const dayBefore = nearestWorkingDay(calendar, lastDayOf(due) - 1, -1);
  const yellow = endOfDayNumber(Math.max(dayBefore, dayNumberAt(start)));
  return yellow < due ? yellow : undefined;
}

/**
 * The moment a red card (红牌) falls due: 00:00 of the first working day after the limit.
 *
 * @see docs/spec/calendar.md CA-17 (source: docs/sources.md S2)
 */
export function redFrom(calendar: WorkingCalendar, due: Instant): Instant {
  return endOfDayNumber(nearestWorkingDay(calendar, lastDayOf(due) + 1, 1) - 1);
}
