import { minuteMs, type Instant } from "../../kernel/instant.ts";

const freeFailures = 5;
const firstDelayMs = 30_000;
const longestDelayMs = 15 * minuteMs;

/**
 * How long after the last failure a further sign-in is not looked at, in ms: nothing for the first five, then 30 s,
 * doubling up to a quarter of an hour.
 * @see docs/spec/session.md SN-20, SN-21
 */
export function delayAfter(failures: number): number {
  if (failures < freeFailures) return 0;
  return Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(20, failures - freeFailures));
}

/** How much of the delay is left, in ms. */
export function delayLeft(record: Readonly<{ failures: number; lastAt: Instant }>, now: Instant): number {
  return Math.max(0, record.lastAt + delayAfter(record.failures) - now);
}
