import { Type, type Static } from "typebox";
import { Check } from "typebox/value";
import { isDay, type Day } from "../kernel/instant.ts";
import { accept, refuse, type Result } from "../kernel/result.ts";
import { calendarDaysSchema } from "./calendar-schema.ts";
import { dayNumberOf, isWeekend, type DayNumber } from "./day-number.ts";
import type { WorkingCalendar } from "./working-calendar.ts";

/** What one year's State Council notice says, as a file that an administrator loads, with or without a line. */
export const calendarYearSchema = Type.Object(
  {
    year: Type.Integer({ minimum: 2018, maximum: 2100 }),
    notices: Type.Array(Type.String({ minLength: 1, maxLength: 300 }), { minItems: 1 }),
    days: calendarDaysSchema,
  },
  { additionalProperties: false },
);
export type CalendarYear = Readonly<Static<typeof calendarYearSchema>>;

export type CalendarYearRefusal =
  "not-a-calendar-year" | "no-such-day" | "gap" | "wrong-year" | "holiday-missing" | "holiday-broken";

/** The seven holidays every notice has, under the names the notices use (全国年节及纪念日放假办法). */
const statutoryHolidays = ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"];

/**
 * Checks a year's file before it may change anybody's due date.
 * Refuses: `not-a-calendar-year` (another shape), `no-such-day`, `gap` (the year does not follow on the calendar),
 * `wrong-year` (a day of another year; New Year may reach back into December), `holiday-missing` (one of the seven
 * holidays has no day off), `holiday-broken` (a day in the middle of a holiday would be worked: a line was lost).
 *
 * @see docs/spec/calendar.md CA-20
 */
export function checkCalendarYear(
  calendar: WorkingCalendar,
  value: unknown,
): Result<CalendarYear, CalendarYearRefusal> {
  if (!Check(calendarYearSchema, value)) return refuse("not-a-calendar-year");
  const days = Object.keys(value.days);
  if (!days.every(isDay)) return refuse("no-such-day");
  if (value.year < yearOf(calendar.from) || value.year > yearOf(calendar.to) + 1) return refuse("gap");
  if (!days.every((day) => belongsTo(day, value.year))) return refuse("wrong-year");
  if (!hasEveryHoliday(value)) return refuse("holiday-missing");
  return hasBrokenHoliday(value) ? refuse("holiday-broken") : accept(value);
}

/**
 * The calendar with a checked year added, or replaced when it was there already (the notice of 2020-01-27 did so).
 *
 * @param version of the calendar that results; due dates name the version they were counted by
 * @see docs/spec/calendar.md CA-21
 */
export function withCalendarYear(calendar: WorkingCalendar, year: CalendarYear, version: string): WorkingCalendar {
  const others = Object.entries(calendar.days).filter(([day]) => !isReplacedBy(day, year.year));
  const end = `${year.year}-12-31`;
  return {
    ...calendar,
    version,
    to: end > calendar.to ? end : calendar.to,
    days: Object.fromEntries([...others, ...Object.entries(year.days)].sort(([a], [b]) => (a < b ? -1 : 1))),
    notices: { ...calendar.notices, [year.year]: year.notices },
  };
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

function belongsTo(day: Day, year: number): boolean {
  return yearOf(day) === year || (day >= `${year - 1}-12-24` && day < `${year}-01-01`);
}

// The last week of December is set by the next year's notice (New Year), so this year's does not remove it.
function isReplacedBy(day: Day, year: number): boolean {
  return yearOf(day) === year && day < `${year}-12-24`;
}

function hasEveryHoliday(year: CalendarYear): boolean {
  const off = Object.values(year.days).filter((day) => day.off);
  return statutoryHolidays.every((holiday) => off.some(({ name }) => name.includes(holiday)));
}

/** The days off that belong to one holiday are never further apart than this; New Year of two years is. */
const longestHoliday = 15;

// Every notice so far gives a holiday as one run of days, weekends within it included.
function hasBrokenHoliday({ days }: CalendarYear): boolean {
  const off = Object.entries(days)
    .filter(([, day]) => day.off)
    .map(([day, { name }]) => ({ day: dayNumberOf(day), name }))
    .sort((one, other) => one.day - other.day);
  const worked = new Set(
    Object.keys(days)
      .filter((day) => days[day]?.off === false)
      .map(dayNumberOf),
  );
  const isFree = (day: DayNumber): boolean => isWeekend(day) && !worked.has(day);
  return off.some(({ day, name }, at) => {
    const next = off.slice(at + 1).find((one) => one.name === name);
    if (!next || next.day - day > longestHoliday) return false;
    const between = Array.from({ length: next.day - day - 1 }, (_, after) => day + 1 + after);
    return !between.every((one) => isFree(one) || off.some((other) => other.day === one));
  });
}
