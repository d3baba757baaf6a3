/** How many bytes had gone over the line by a moment, ms; both only grow. */
export type Passed = Readonly<{ at: number; bytes: number }>;

/** Older moments say nothing of the line as it is now, ms. */
const windowMs = 30_000;
/** A shorter look says nothing of it either, ms. */
const leastMs = 1_500;

/** The moments with a new one, without those that are too old. */
export function withPassed(moments: readonly Passed[], now: Passed): readonly Passed[] {
  return [...moments.filter((one) => now.at - one.at <= windowMs && one.bytes <= now.bytes), now];
}

/**
 * How long so many bytes take at the speed of the last half minute, in whole seconds; null while that is not known.
 * @see docs/spec/files.md FI-21
 */
export function secondsFor(bytes: number, moments: readonly Passed[]): number | null {
  const [first, last] = [moments[0], moments.at(-1)];
  if (!first || !last || last.at - first.at < leastMs || last.bytes <= first.bytes) return null;
  const perMs = (last.bytes - first.bytes) / (last.at - first.at);
  return Math.ceil(bytes / perMs / 1000);
}
