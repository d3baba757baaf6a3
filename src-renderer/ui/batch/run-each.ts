/** What became of one order of a batch: the name of the refusal, null when it was done. */
export type BatchOutcome = string | null;

/**
 * Takes a step for each row, one after the other. A bug at one row keeps the others from nothing: it counts as
 * `local-store`, and all bugs are thrown together once the rest is done.
 * @param told hears what became of each row
 * @see docs/spec/work-lists.md WL-9, WL-13
 */
export async function runEach<Row>(
  rows: readonly Row[],
  run: (row: Row) => Promise<BatchOutcome>,
  told: (row: Row, outcome: BatchOutcome) => void,
): Promise<void> {
  const bugs: unknown[] = [];
  for (const row of rows) {
    const outcome = await run(row).catch((bug: unknown) => {
      bugs.push(bug);
      return "local-store";
    });
    told(row, outcome);
  }
  if (bugs.length > 0) throw new AggregateError(bugs, "steps of a batch failed");
}
