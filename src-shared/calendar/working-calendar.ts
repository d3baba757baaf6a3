import type { Day } from "../kernel/instant.ts";
import { dayNumberOf, isWeekend, type DayNumber } from "./day-number.ts";

/** A day that the State Council's notices take out of the Monday-to-Friday rule. */
export type CalendarDay = Readonly<{
  /** true: a day off; false: a weekend day that is worked to make up for one */
  off: boolean;
  /** the holiday it belongs to, in Chinese: 春节 */
  name: string;
}>;

/**
 * China's working days: Monday to Friday, except `days`. The notices behind it cover `from` to `to`; a day outside
 * counts by the plain rule and makes every answer that touched it provisional.
 *
 * @see docs/spec/calendar.md CA-1 to CA-5
 */
export type WorkingCalendar = Readonly<{
  version: string;
  from: Day;
  to: Day;
  days: Readonly<Record<Day, CalendarDay>>;
  /** addresses of the notices, by the year they are for */
  notices?: Readonly<Record<string, readonly string[]>>;
  /** English names of the holidays, by their Chinese name */
  english?: Readonly<Record<string, string>>;
}>;

export type DayReason = "working-day" | "make-up-day" | "weekend" | "holiday";

/** Whether a day counts towards a limit in working days. */
export function isWorkingDay(calendar: WorkingCalendar, day: Day): boolean {
  return isWorkingDayNumber(calendar, dayNumberOf(day));
}

/** Why a day counts or does not. `name` is the holiday's Chinese name, also for the day that makes up for it. */
export function dayReason(
  calendar: WorkingCalendar,
  day: Day,
): Readonly<{ counted: boolean; reason: DayReason; name?: string }> {
  const exception = exceptionOf(calendar, day);
  if (exception?.off === true) return { counted: false, reason: "holiday", name: exception.name };
  if (!isWeekend(dayNumberOf(day))) return { counted: true, reason: "working-day" };
  if (exception === undefined) return { counted: false, reason: "weekend" };
  return { counted: true, reason: "make-up-day", name: exception.name };
}

/** Whether no published notice covers a day, so that what is said of it may still change. */
export function isOutsideCalendar(calendar: WorkingCalendar, day: Day): boolean {
  return day < calendar.from || day > calendar.to;
}

/** `isWorkingDay` for the counting loops. */
export function isWorkingDayNumber(calendar: WorkingCalendar, day: DayNumber): boolean {
  return workedByDayNumber(calendar).get(day) ?? !isWeekend(day);
}

/** The first working day at or after `day` (`step` 1), or at or before it (`step` -1). */
export function nearestWorkingDay(calendar: WorkingCalendar, day: DayNumber, step: 1 | -1): DayNumber {
  let nearest = day;
  while (!isWorkingDayNumber(calendar, nearest)) nearest += step;
  return nearest;
}

function exceptionOf(calendar: WorkingCalendar, day: Day): CalendarDay | undefined {
  return Object.hasOwn(calendar.days, day) ? calendar.days[day] : undefined;
}

// A calendar never changes after it is read, so its days are turned into numbers once: a limit of 15 working days is
// then counted in about a microsecond, without making text of each day.
const worked = new WeakMap<WorkingCalendar, ReadonlyMap<DayNumber, boolean>>();

function workedByDayNumber(calendar: WorkingCalendar): ReadonlyMap<DayNumber, boolean> {
  const known = worked.get(calendar);
  if (known !== undefined) return known;
  const made = new Map(Object.entries(calendar.days).map(([day, { off }]) => [dayNumberOf(day), !off]));
  worked.set(calendar, made);
  return made;
}
