import { hourMs, minuteMs, type Instant } from "../kernel/instant.ts";
import { assertNever, invariant } from "../kernel/invariant.ts";
import { dayNumberAt, dayOf, endOfDayNumber, lastDayOf, type DayNumber } from "./day-number.ts";
import type { Limit, LimitUnit } from "./limit.ts";
import { isOutsideCalendar, isWorkingDayNumber, nearestWorkingDay, type WorkingCalendar } from "./working-calendar.ts";

/**
 * The moment a limit ends; a step at that very moment is in time. Days end at 24:00 China time of the last day, and the
 * day of `start` is day 0. Hours and minutes run at once, day and night. Never refuses: beyond the calendar the plain
 * Monday-to-Friday rule counts, and `isProvisional` says so.
 *
 * @see docs/spec/calendar.md CA-7 to CA-11 (source: docs/sources.md S8, 民法典 arts 201-203)
 */
export function deadline(calendar: WorkingCalendar, start: Instant, limit: Limit): Instant {
  invariant(Number.isFinite(start), "a limit starts at a moment");
  if (limit.unit === "minute") return start + limit.amount * minuteMs;
  if (limit.unit === "hour") return start + limit.amount * hourMs;
  return endOfDayNumber(lastDay(calendar, dayNumberAt(start), limit));
}

/**
 * The new end of a limit that was extended (延期): the extension counts from the old end, whose last day is its day 0.
 *
 * @see docs/spec/calendar.md CA-12
 */
export function extendedDeadline(calendar: WorkingCalendar, due: Instant, extension: Limit): Instant {
  return extension.unit === "working-day" || extension.unit === "calendar-day"
    ? endOfDayNumber(lastDay(calendar, lastDayOf(due), extension))
    : deadline(calendar, due, extension);
}

/**
 * The new end of a limit that stood still (挂起) from `pause.from` until `pause.until`. A pause that began after the
 * end changes nothing.
 *
 * @param clock the old end, and the unit of the limit that made it
 * @see docs/spec/calendar.md CA-13
 */
export function resumedDeadline(
  calendar: WorkingCalendar,
  clock: Readonly<{ due: Instant; unit: LimitUnit }>,
  pause: Readonly<{ from: Instant; until: Instant }>,
): Instant {
  if (pause.from >= clock.due || pause.until <= pause.from) return clock.due;
  const last = lastDayOf(clock.due);
  const pausedDays = countDays(calendar, dayNumberAt(pause.from), dayNumberAt(pause.until));
  switch (clock.unit) {
    case "minute":
    case "hour":
      return clock.due + (pause.until - pause.from);
    case "working-day":
      return endOfDayNumber(addWorkingDays(calendar, last, pausedDays));
    case "calendar-day": {
      const moved = last + dayNumberAt(pause.until) - dayNumberAt(pause.from);
      return endOfDayNumber(nearestWorkingDay(calendar, moved, 1));
    }
    default:
      return assertNever(clock.unit);
  }
}

/** Whether counting from `start` to `due` touched a day that no published notice covers (CA-5). */
export function isProvisional(calendar: WorkingCalendar, start: Instant, due: Instant): boolean {
  return isOutsideCalendar(calendar, dayOf(dayNumberAt(start))) || isOutsideCalendar(calendar, dayOf(lastDayOf(due)));
}

/** How many working days lie after `after` up to and including `upTo`. */
export function countDays(calendar: WorkingCalendar, after: DayNumber, upTo: DayNumber): number {
  let count = 0;
  for (let day = after + 1; day <= upTo; day += 1) if (isWorkingDayNumber(calendar, day)) count += 1;
  return count;
}

function lastDay(calendar: WorkingCalendar, dayZero: DayNumber, limit: Limit): DayNumber {
  return limit.unit === "working-day"
    ? addWorkingDays(calendar, dayZero, limit.amount)
    : nearestWorkingDay(calendar, dayZero + limit.amount, 1);
}

function addWorkingDays(calendar: WorkingCalendar, dayZero: DayNumber, amount: number): DayNumber {
  let day = dayZero;
  for (let counted = 0; counted < amount; counted += 1) day = nearestWorkingDay(calendar, day + 1, 1);
  return day;
}
