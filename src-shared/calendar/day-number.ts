import { chinaDay, dayMs, startOfDay, type Day, type Instant } from "../kernel/instant.ts";

/** A China day as a count of days since 1970-01-01: whole-number arithmetic instead of text, for the counting loops. */
export type DayNumber = number;

const dayZero = startOfDay("1970-01-01");

/** The China day that a moment falls on. */
export function dayNumberAt(at: Instant): DayNumber {
  return Math.floor((at - dayZero) / dayMs);
}

/** The last day that belongs to a limit ending at `due`: 24:00 still belongs to the day that ends. */
export function lastDayOf(due: Instant): DayNumber {
  return dayNumberAt(due - 1);
}

/** 24:00 China time of a day. */
export function endOfDayNumber(day: DayNumber): Instant {
  return dayZero + (day + 1) * dayMs;
}

export function dayNumberOf(day: Day): DayNumber {
  return dayNumberAt(startOfDay(day));
}

export function dayOf(day: DayNumber): Day {
  return chinaDay(dayZero + day * dayMs);
}

/** Saturday or Sunday; 1970-01-01 was a Thursday. */
export function isWeekend(day: DayNumber): boolean {
  const sinceSunday = (((day + 4) % 7) + 7) % 7;
  return sinceSunday === 0 || sinceSunday === 6;
}
