import { redFrom, yellowFrom } from "../../src-shared/calendar/card-moments.ts";
import type { WorkingCalendar } from "../../src-shared/calendar/working-calendar.ts";
import { remainingWorkingDays } from "../../src-shared/calendar/working-days-between.ts";
import { hourMs, minuteMs, type Instant } from "../../src-shared/kernel/instant.ts";

/** How near a limit is, in the unit that a person would say. `days` may be 0 (today). */
export type Nearness =
  Readonly<{ kind: "days" | "hours" | "minutes"; left: number }> | Readonly<{ kind: "over"; days: number }>;

/** A limit that ends within a day at no midnight is said in hours, and in the last hour in minutes. */
export function nearnessOf(calendar: WorkingCalendar, now: Instant, due: Instant): Nearness {
  const working = remainingWorkingDays(calendar, now, due);
  if (now >= due) return { kind: "over", days: -working };
  const left = due - now;
  const isByClock = (due + 8 * hourMs) % (24 * hourMs) !== 0;
  if (isByClock && left < hourMs) return { kind: "minutes", left: Math.ceil(left / minuteMs) };
  if (isByClock && left < 24 * hourMs) return { kind: "hours", left: Math.floor(left / hourMs) };
  return { kind: "days", left: working };
}

export type Card = "yellow" | "red";

/**
 * The card that the rules show for a clock now (docs/spec/cards.md CD-1): yellow when one working day remains, red from the first
 * working day after the limit. `start` is when the clock began.
 */
export function cardOf(
  calendar: WorkingCalendar,
  clock: Readonly<{ start: Instant; due: Instant }>,
  now: Instant,
): Card | null {
  if (now >= redFrom(calendar, clock.due)) return "red";
  const yellow = yellowFrom(calendar, clock.start, clock.due);
  return yellow !== undefined && now >= yellow ? "yellow" : null;
}
