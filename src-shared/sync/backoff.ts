/** The longest wait between two tries, in ms. */
export const longestWaitMs = 120_000;
const firstWaitMs = 1_000;

/**
 * How long to wait before the next try: full jitter, so that a province coming back is not met by a herd.
 * @param failures tries that failed in a row, from 1
 * @param chance a random number in [0, 1)
 * @see docs/spec/sync-engine.md SE-20
 */
export function backoffMs(failures: number, chance: number): number {
  const ceiling = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(failures, 20));
  return Math.round(chance * ceiling);
}
