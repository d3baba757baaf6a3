import { maxPushActions, maxPushBytes } from "../protocol/sync.ts";

/** How much one push may carry. One step goes whatever its size. */
export type PushPace = Readonly<{ actions: number; bytes: number }>;

/** What became of a push, as far as the line is concerned: `tookMs` from sending to the whole answer, null for no answer. */
export type PushTrip = Readonly<{ tookMs: number | null }>;

/** As much as the protocol allows: how a desk begins, and what a good line comes back to. */
export const fullPace: PushPace = { actions: maxPushActions, bytes: maxPushBytes };

/** A push that failed leaves this at most: a cut then costs little, and little has to be sent again. */
const afterFailure: PushPace = { actions: 4, bytes: 8 * 1024 };
const smallest: PushPace = { actions: 1, bytes: 2 * 1024 };

/** An answer within this lets the next push be twice as large; one that took longer than `slowMs` halves it. In ms. */
const quickMs = 5_000;
const slowMs = 15_000;

/**
 * The next push's size: small after a failure, smaller after another, and doubled with every quick answer.
 * @see docs/spec/sync-engine.md SE-26, SE-27
 */
export function nextPace(pace: PushPace, { tookMs }: PushTrip): PushPace {
  if (tookMs === null) return bounded(scaled(pace, 1 / 4), smallest, afterFailure);
  if (tookMs > slowMs) return bounded(scaled(pace, 1 / 2), smallest, fullPace);
  return tookMs > quickMs ? pace : bounded(scaled(pace, 2), smallest, fullPace);
}

function scaled(pace: PushPace, by: number): PushPace {
  return { actions: Math.floor(pace.actions * by), bytes: Math.floor(pace.bytes * by) };
}

function bounded(pace: PushPace, least: PushPace, most: PushPace): PushPace {
  return {
    actions: Math.min(most.actions, Math.max(least.actions, pace.actions)),
    bytes: Math.min(most.bytes, Math.max(least.bytes, pace.bytes)),
  };
}
