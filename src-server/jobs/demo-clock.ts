import { dayNumberAt, dayOf, type DayNumber } from "../../src-shared/calendar/day-number.ts";
import { nearestWorkingDay, type WorkingCalendar } from "../../src-shared/calendar/working-calendar.ts";
import { endOfDay, hourMs, minuteMs, startOfDay, type Day, type Instant } from "../../src-shared/kernel/instant.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";

/** Turns the times of the demo histories into moments. */
export type DemoClock = Readonly<{
  /** The moment of `-3 09:30`, `-25min` or `-3h`. */
  moment: (text: string) => Instant;
  /** 24:00 of a working day counted from day 0, as in `+8`. */
  endOf: (offset: string) => Instant;
  /** A text with its days and months written out: `{d-3}` as `3月5日`, `{m-2}` as `2026年1月`. */
  words: (text: string) => string;
}>;

/**
 * The clock of the demo as seen from the moment of loading. Day 0 is the last working day not after it, and days are
 * counted as working days, so that a limit of fifteen working days ends tomorrow on whichever day of whichever year the
 * demo is loaded.
 * @see docs/spec/demo.md DM-4
 */
export function demoClock(calendar: WorkingCalendar, now: Instant): DemoClock {
  const dayZero = nearestWorkingDay(calendar, dayNumberAt(now), -1);
  const known = new Map<number, Day>();
  const dayAt = (offset: number): Day => {
    const day = known.get(offset) ?? dayOf(countedFrom(calendar, dayZero, offset));
    known.set(offset, day);
    return day;
  };
  const ago = (text: string): Instant => {
    const [, amount, unit] = /^-(\d+)(min|h)$/.exec(text) ?? [];
    invariant(unit !== undefined, `${text} is a demo time`);
    return now - Number(amount) * (unit === "h" ? hourMs : minuteMs);
  };
  return {
    moment: (text) => {
      const [, days, time] = /^([+-]\d+) (\d{2}:\d{2})$/.exec(text) ?? [];
      return days === undefined ? ago(text) : startOfDay(dayAt(Number(days))) + timeOfDay(time ?? "");
    },
    endOf: (offset) => endOfDay(dayAt(Number(offset))),
    words: (text) =>
      text
        .replace(/\{d([+-]\d+)\}/g, (_, offset: string) => chineseDay(dayAt(Number(offset))))
        .replace(/\{m([+-]\d+)\}/g, (_, offset: string) => chineseMonth(dayOf(dayZero), Number(offset))),
  };
}

function countedFrom(calendar: WorkingCalendar, dayZero: DayNumber, offset: number): DayNumber {
  const step = offset < 0 ? -1 : 1;
  let day = dayZero;
  for (let left = Math.abs(offset); left > 0; left -= 1) day = nearestWorkingDay(calendar, day + step, step);
  return day;
}

function timeOfDay(time: string): number {
  const [hours, minutes] = time.split(":").map(Number);
  return (hours ?? 0) * hourMs + (minutes ?? 0) * minuteMs;
}

function chineseDay(day: Day): string {
  const [, month, date] = day.split("-").map(Number);
  return `${month ?? 0}月${date ?? 0}日`;
}

function chineseMonth(day: Day, offset: number): string {
  const [year, month] = day.split("-").map(Number);
  const months = (year ?? 0) * 12 + (month ?? 0) - 1 + offset;
  return `${Math.floor(months / 12)}年${(months % 12) + 1}月`;
}
