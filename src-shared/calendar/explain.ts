import type { Day, Instant } from "../kernel/instant.ts";
import { deadline, isProvisional } from "./add-working-time.ts";
import { dayNumberAt, dayOf, lastDayOf, type DayNumber } from "./day-number.ts";
import type { Limit } from "./limit.ts";
import { dayReason, type DayReason, type WorkingCalendar } from "./working-calendar.ts";

export type ExplainedDay = Readonly<{
  date: Day;
  /** whether the day counts towards the limit */
  counted: boolean;
  /** `start-day` is day 0; `moved-end` is the working day that a limit in calendar days was moved to */
  reason: DayReason | "start-day" | "calendar-day" | "moved-end";
  /** the holiday's Chinese name, where the day has one */
  name?: string;
  /** 1 for the first counted day, and so on */
  ordinal?: number;
}>;

export type DeadlineExplanation = Readonly<{
  start: Instant;
  limit: Limit;
  due: Instant;
  /** every day from day 0 to the last one; empty for a limit in hours or minutes, which skips nothing */
  days: readonly ExplainedDay[];
  /** true while the calendar for some of these days has not been published */
  provisional: boolean;
  calendarVersion: string;
}>;

/**
 * A due date with its grounds, for the button 为什么? and for the case file.
 *
 * @see docs/spec/calendar.md CA-19
 */
export function explainDeadline(calendar: WorkingCalendar, start: Instant, limit: Limit): DeadlineExplanation {
  const due = deadline(calendar, start, limit);
  const isInDays = limit.unit === "working-day" || limit.unit === "calendar-day";
  const days = isInDays ? explainDays(calendar, { first: dayNumberAt(start), last: lastDayOf(due) }, limit) : [];
  return {
    start,
    limit,
    due,
    days,
    provisional: isProvisional(calendar, start, due),
    calendarVersion: calendar.version,
  };
}

function explainDays(
  calendar: WorkingCalendar,
  span: Readonly<{ first: DayNumber; last: DayNumber }>,
  limit: Limit,
): readonly ExplainedDay[] {
  const days: ExplainedDay[] = [{ date: dayOf(span.first), counted: false, reason: "start-day" }];
  for (let day = span.first + 1, ordinal = 1; day <= span.last; day += 1) {
    const explained =
      limit.unit === "working-day"
        ? { date: dayOf(day), ...dayReason(calendar, dayOf(day)) }
        : explainCalendarDay(calendar, dayOf(day), ordinal <= limit.amount);
    days.push(explained.counted ? { ...explained, ordinal } : explained);
    if (explained.counted) ordinal += 1;
  }
  return days;
}

function explainCalendarDay(calendar: WorkingCalendar, date: Day, counted: boolean): ExplainedDay {
  const { name, ...day } = dayReason(calendar, date);
  const named = name === undefined ? { date, counted } : { date, counted, name };
  if (counted) return { ...named, reason: "calendar-day" };
  return { ...named, reason: day.counted ? "moved-end" : day.reason };
}
