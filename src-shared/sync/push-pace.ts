import { maxPushActions, maxPushBytes, widestPush } from "../protocol/sync.ts";

/** How much one push may carry. One step goes whatever its size. */
export type PushPace = Readonly<{ actions: number; bytes: number }>;

/**
 * What became of a push: `tookMs` from sending to the whole answer, null for no answer; `takes` is the most that the
 * province says it takes, absent where it does not say or did not answer well.
 */
export type PushTrip = Readonly<{ tookMs: number | null; takes?: PushPace | undefined }>;

/** What every province takes: how a desk begins. */
export const fullPace: PushPace = { actions: maxPushActions, bytes: maxPushBytes };

/** A push that failed leaves this at most: a cut then costs little, and little has to be sent again. */
const afterFailure: PushPace = { actions: 4, bytes: 8 * 1024 };
const smallest: PushPace = { actions: 1, bytes: 2 * 1024 };

/** An answer within these lets the next push be eight times or twice as large; one that took longer than `slowMs` halves it. In ms. */
const veryQuickMs = 1_000;
const quickMs = 5_000;
const slowMs = 15_000;

/**
 * The next push's size: small after a failure, smaller after another, and larger with every quick answer.
 * @see docs/spec/sync-engine.md SE-26, SE-27
 */
export function nextPace(pace: PushPace, { tookMs, takes }: PushTrip): PushPace {
  if (tookMs === null) return bounded(scaled(pace, 1 / 4), smallest, afterFailure);
  return bounded(scaled(pace, growth(tookMs)), smallest, takes === undefined ? fullPace : lesser(takes, widestPush));
}

function growth(tookMs: number): number {
  if (tookMs > slowMs) return 1 / 2;
  if (tookMs > quickMs) return 1;
  return tookMs > veryQuickMs ? 2 : 8;
}

function lesser(one: PushPace, other: PushPace): PushPace {
  return { actions: Math.min(one.actions, other.actions), bytes: Math.min(one.bytes, other.bytes) };
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
