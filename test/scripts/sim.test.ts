import { expect, test } from "vitest";

import { mutantNames } from "../sim/mutants/sabotage.ts";
import { catchMutant, runSeeds } from "../sim/pool.ts";
import type { SeedResult } from "../sim/run-seed.ts";

const threads = 2;
const range = (from: number, count: number): readonly number[] => Array.from({ length: count }, (_, at) => from + at);

/** Seeds whose runs have programs of different age. */
const mixed = (from: number, count: number): readonly number[] => range(from, count).map((at) => 3 + 5 * at);

/** Seeds that once found something, and what it was. Every change of the product plays them anew from their dice. */
const pastFailures: Readonly<Record<number, string>> = {
  4: "a run was taken to be at rest before the desks had heard of a restored province",
  7: "a time with a fraction of a millisecond made a receipt that nobody could read again",
  61: "a file that had left its desk with its order was still awaited by a restored province that had its bytes",
  30: "a step that a restored province had taken was off the screen until its copy came",
  26: "an order that was looked at while it left broke the read",
  120: "a crash between an order and its line left a half that no first sync took away",
  222: "an epoch counted as known after half of what a restored province was offered again",
  248: "a file whose job was lost with the database stayed when its order left, though the province had it",
  316: "a change of scope was cut off, the old scope came back, and its cursor stood for what had been deleted",
  341: "a run was taken to be at rest while a desk offered its steps again to a restored province",
  381: "taking a step back on a full disk threw, and told nobody",
  378: "a desk was taken to be at rest before it had looked for files of an order that left",
  443: "a desk too old for orders, whose session ended while a file waited, never heard of it",
  492: "an answer that lay before a computer that slept was judged by the office that its account had by then",
  667: "a text of before a restore outlived the power with the same version",
  1176: "a change of scope took texts of before a restore, which outlived the power, for the province's",
  1207: "a cursor outlived the power and its documents did not",
  1421: "the count of first syncs was lost with the power, and an old copy outlived the restored province",
  1507: "a lock that was passed on to one that had not gone on yet sent the search for circles round for ever",
  181: "a computer that slept heard a token minutes after it was signed",
  2482: "orders that a change of roles hid for a moment were deleted, and were missing when the old roles came back",
};

async function resultsOf(seeds: readonly number[], lanes = threads): Promise<readonly SeedResult[]> {
  const results: SeedResult[] = [];
  await runSeeds({ seeds, mutant: null, threads: lanes, onResult: (result) => results.push(result) > 0 });
  return results.toSorted((one, other) => one.seed - other.seed);
}

test("[SM-2] a seed gives the same trace on a fresh thread and on one that has run others", async () => {
  const fresh = [...(await resultsOf([3], 1)), ...(await resultsOf([5], 1))];
  const used = (await resultsOf([2, 5, 3], 1)).slice(1);
  expect(used.map(({ hash }) => hash)).toEqual(fresh.map(({ hash }) => hash));
  expect(fresh.at(-1)?.entries).toBeGreaterThan(1000);
}, 300_000);

test("[SM-1, SM-3, SM-4, SM-8] a slice of the seeds comes to rest with nothing lost, whatever went wrong", async () => {
  const results = await resultsOf([...range(1, 18), ...Object.keys(pastFailures).map(Number)]);
  const failures = results.flatMap(({ seed, violation }) => (violation ? [`seed ${seed}: ${violation.detail}`] : []));
  expect(failures).toEqual([]);
  const happened = new Set(results.flatMap(({ counts }) => Object.keys(counts)));
  for (const what of [
    "machine lost power",
    "database lost: all",
    "no room",
    "restored from a backup",
    "suspended",
    "upload cut",
    "file arrived",
    "right at the moment of applying",
    "received step on the screen",
    "screen compared with the copy",
  ]) {
    expect(happened).toContain(what);
  }
}, 600_000);

test("[SM-9] [NV-1] [NV-2] [NV-3] [NV-5] desks and processes of four protocols side by side come to rest, updated at any moment", async () => {
  const results = await resultsOf([...mixed(0, 9), 98, 188, 193, 523]);
  expect(results.flatMap(({ violation }) => violation?.detail ?? [])).toEqual([]);
  const happened = new Set(results.flatMap(({ counts }) => Object.keys(counts)));
  for (const what of [
    "desk updated with sealed steps waiting",
    "desk drained that was too old for orders",
    "a desk of build 1 was told 426",
    "a desk of build 4 was told 400",
    "unknown words heard",
    "parked step judged after all",
  ]) {
    expect(happened).toContain(what);
  }
}, 300_000);

test("[SM-5] every mistake that is planted is noticed", async () => {
  const survivors: string[] = [];
  for (const mutant of mutantNames) {
    // Only seeds with programs of different age can notice what is wrong between them.
    const seeds = mutant.startsWith("old-") || mutant.startsWith("parked-") ? mixed(0, 60) : range(1, 150);
    if ((await catchMutant(mutant, seeds, threads)) === null) survivors.push(mutant);
  }
  expect(survivors).toEqual([]);
}, 900_000);
