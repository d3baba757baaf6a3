import { Type } from "typebox";
import { hourMs, minuteMs, type Instant } from "../kernel/instant.ts";
import { endOfDayNumber, lastDayOf } from "./day-number.ts";

/** The hour a limit in days ends on its last day: `24:00`, or an office's close of business such as `17:30`. */
export const closeOfBusinessSchema = Type.String({ pattern: "^(?:(?:[01]\\d|2[0-3]):[0-5]\\d|24:00)$" });

/**
 * Moves the end of a limit in days from 24:00 to the close of business of the same day; ends of limits in hours are
 * left alone, for they are no day's end.
 *
 * @see docs/spec/calendar.md CA-18 (source: docs/sources.md S8, 民法典 art. 203)
 */
export function atCloseOfBusiness(due: Instant, close: string): Instant {
  const midnight = endOfDayNumber(lastDayOf(due));
  if (due !== midnight) return due;
  const [hours = 24, minutes = 0] = close.split(":").map(Number);
  return midnight - (24 - hours) * hourMs + minutes * minuteMs;
}
