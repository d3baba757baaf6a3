import type { Instant } from "../kernel/instant.ts";
import { dayNumberAt, dayOf, lastDayOf } from "./day-number.ts";
import type { ExplainedDay } from "./explain.ts";
import { dayReason, type WorkingCalendar } from "./working-calendar.ts";

/** A time in which a limit stood still (挂起). */
export type Pause = Readonly<{ from: Instant; until: Instant }>;

/** A day between the start and the end of a limit that rested on the way, or whose end a person chose. */
export type SpanDay = Omit<ExplainedDay, "reason"> & Readonly<{ reason: ExplainedDay["reason"] | "paused" }>;

/**
 * Every day from the start of a limit to its end, however the end came about: counted with its ordinal, skipped with the
 * reason, or paused. The day on which a pause begins still counts, the day on which it ends does not (CA-13).
 * @see docs/spec/calendar.md CA-19, docs/spec/supervision.md SU-21
 */
export function explainSpan(
  calendar: WorkingCalendar,
  span: Readonly<{ start: Instant; due: Instant; pauses: readonly Pause[] }>,
): readonly SpanDay[] {
  const rests = span.pauses.map((pause) => ({ after: dayNumberAt(pause.from), upTo: dayNumberAt(pause.until) }));
  const first = dayNumberAt(span.start);
  const days: SpanDay[] = [{ date: dayOf(first), counted: false, reason: "start-day" }];
  let ordinal = 0;
  for (let day = first + 1; day <= lastDayOf(span.due); day += 1) {
    const date = dayOf(day);
    const plain = dayReason(calendar, date);
    const isPaused = plain.counted && rests.some((rest) => day > rest.after && day <= rest.upTo);
    if (isPaused) days.push({ date, counted: false, reason: "paused" });
    else days.push({ date, ...plain, ...(plain.counted ? { ordinal: (ordinal += 1) } : {}) });
  }
  return days;
}
