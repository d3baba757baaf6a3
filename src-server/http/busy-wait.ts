/** How full a gate is: work that runs side by side, what waits, how long one piece takes, and how many were refused of late. */
export type Load = Readonly<{ width: number; waiting: number; workMs: number; refused: number }>;

const shortestMs = 1_000;
const narrowestMs = 2_000;
const widestMs = 30_000;

/**
 * When somebody who was turned away may come again, in ms from now: any moment within half the time that the work on hand
 * and all who were turned away with them need, so that a herd does not come back in one second. Half, since a desk adds
 * up to as long again by itself: together they arrive about as fast as they are served.
 * @param chance a random number in [0, 1)
 * @see docs/spec/herd.md HE-2
 */
export function busyWaitMs({ width, waiting, workMs, refused }: Load, chance: number): number {
  const neededMs = ((waiting + refused) * workMs) / Math.max(1, width);
  const spreadMs = Math.min(widestMs, Math.max(narrowestMs, neededMs / 2));
  return shortestMs + Math.floor(chance * spreadMs);
}
