import type { Instant } from "../kernel/instant.ts";

/**
 * How a first sync gets on: where this look at it began, how fast it has been (orders a ms, smoothed), and when it is
 * expected to be done. Times are ms of a monotonic clock.
 */
export type SyncPacing = Readonly<{ at: Instant; done: number; rate: number | null; endAt: Instant | null }>;

/** A first sync that begins, or goes on after a cut: the time without a line does not count. */
export function beginPacing(at: Instant, done: number): SyncPacing {
  return { at, done, rate: null, endAt: null };
}

/** How much of a new measurement goes into the rate: a quick page or a slow one moves it half the way. */
const weight = 1 / 2;
/** A new end within this part of what remains, or within these ms, is no news: the words would only jump about. */
const tolerance = 0.2;
const toleranceMs = 15_000;

/**
 * What a page tells: the rate follows the line, and the expected end moves only when it is well off.
 * @see docs/spec/weak-line.md WK-22
 */
export function paced(pacing: SyncPacing, page: Readonly<{ at: Instant; done: number; total: number }>): SyncPacing {
  const { at, done, total } = page;
  const tookMs = Math.max(1, at - pacing.at);
  const measured = Math.max(0, done - pacing.done) / tookMs;
  const rate = pacing.rate === null ? measured : pacing.rate + (measured - pacing.rate) * weight;
  const leftMs = rate > 0 ? Math.max(0, total - done) / rate : null;
  return { at, done, rate, endAt: leftMs === null ? pacing.endAt : steady(pacing.endAt, at, leftMs) };
}

function steady(before: Instant | null, at: Instant, leftMs: number): Instant {
  const end = Math.round(at + leftMs);
  if (before === null || before <= at) return end;
  return Math.abs(end - before) <= Math.max(toleranceMs, leftMs * tolerance) ? before : end;
}

/** How long it still takes, ms; null before anything was measured. */
export function remainingMs({ at, endAt }: SyncPacing): number | null {
  return endAt === null ? null : Math.max(0, endAt - at);
}
