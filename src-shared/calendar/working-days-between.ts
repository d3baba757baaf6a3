import type { Instant } from "../kernel/instant.ts";
import { countDays } from "./add-working-time.ts";
import { dayNumberAt, lastDayOf } from "./day-number.ts";
import type { WorkingCalendar } from "./working-calendar.ts";

/**
 * Working days from now to the end of a limit, as the badge says them: 剩 N 工作日 when positive, 0 on the last day,
 * 已超 N 工作日 when negative. It is 0 too on the days off right after the end: ask `now >= due` whether it is over.
 *
 * @see docs/spec/calendar.md CA-14
 */
export function remainingWorkingDays(calendar: WorkingCalendar, now: Instant, due: Instant): number {
  const today = dayNumberAt(now);
  const last = lastDayOf(due);
  const late = countDays(calendar, last, today);
  return late > 0 ? -late : countDays(calendar, today, last);
}

/**
 * Net working days used from one moment to another: the days after the first day, up to and including the last.
 *
 * @see docs/spec/calendar.md CA-15
 */
export function workingDaysBetween(calendar: WorkingCalendar, from: Instant, until: Instant): number {
  return countDays(calendar, dayNumberAt(from), dayNumberAt(until));
}
