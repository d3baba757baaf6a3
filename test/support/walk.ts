/** How many random histories a property walks: a slice, or as many as `npm run histories` asked for, from its seed. */
export function walk(slice: number): Readonly<{ numRuns: number; seed?: number }> {
  const { LXQ_HISTORIES: runs, LXQ_SEED: seed } = process.env;
  return { numRuns: runs === undefined ? slice : Number(runs), ...(seed !== undefined && { seed: Number(seed) }) };
}
