/** What one stage of `npm test` found. */
export type Tally = Readonly<{
  passed: number;
  failed: number;
  /** One line for each skipped test: its title and why. */
  skipped: readonly string[];
}>;

export const nothingRan: Tally = { passed: 0, failed: 0, skipped: [] };

export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, tally) => ({
      passed: sum.passed + tally.passed,
      failed: sum.failed + tally.failed,
      skipped: [...sum.skipped, ...tally.skipped],
    }),
    nothingRan,
  );
}

/** The one line that ends a run: `12 passed, 0 failed`, and `, 1 skipped` only when something was. */
export function finalLine(tally: Tally): string {
  const skipped = tally.skipped.length > 0 ? `, ${tally.skipped.length} skipped` : "";
  return `${tally.passed} passed, ${tally.failed} failed${skipped}`;
}

/**
 * Judges a stage by its tests and by how its process ended: a runner that ended badly without a failed test, and a
 * stage in which nothing ran at all, each count as one failure.
 */
export function judge(tally: Tally, code: number): Tally {
  const ranNothing = tally.passed + tally.failed + tally.skipped.length === 0;
  return tally.failed === 0 && (code !== 0 || ranNothing) ? { ...tally, failed: 1 } : tally;
}
