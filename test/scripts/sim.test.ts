import { expect, test } from "vitest";

import { runSeeds } from "../sim/pool.ts";
import type { SeedResult } from "../sim/run-seed.ts";

const threads = 2;
const range = (from: number, count: number): readonly number[] => Array.from({ length: count }, (_, at) => from + at);

async function resultsOf(seeds: readonly number[], lanes = threads): Promise<readonly SeedResult[]> {
  const results: SeedResult[] = [];
  await runSeeds({ seeds, mutant: null, threads: lanes, onResult: (result) => results.push(result) > 0 });
  return results.toSorted((one, other) => one.seed - other.seed);
}

test("[SM-2] a seed gives the same trace on a fresh thread and on one that has run others", async () => {
  const fresh = await resultsOf([5], 1);
  const used = await resultsOf([2, 5], 1);
  expect(used.at(-1)?.hash).toBe(fresh[0]?.hash);
  expect(fresh[0]?.entries).toBeGreaterThan(1000);
}, 60_000);

test("[SM-1, SM-3] a slice of the seeds comes to rest with nothing lost", async () => {
  const results = await resultsOf(range(1, 40));
  const failures = results.flatMap(({ seed, violation }) => (violation ? [`seed ${seed}: ${violation.detail}`] : []));
  expect(failures).toEqual([]);
  expect(results.reduce((sum, { steps }) => sum + steps, 0)).toBeGreaterThan(1500);
}, 180_000);
