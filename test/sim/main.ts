/** The simulator from the command line; see docs/spec/simulator.md. Run it with `npm run sim`. */
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";

import { isMutant, mutantNames, type MutantName } from "./mutants/sabotage.ts";
import { catchMutant, runSeeds } from "./pool.ts";
import type { SeedResult } from "./run-seed.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "200" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    mutant: { type: "string" },
    report: { type: "string" },
    threads: { type: "string", default: String(Math.min(4, availableParallelism())) },
  },
});
const threads = Number(values.threads);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

function range(from: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => from + at);
}

/** Invariants that speak of something lost, as opposed to copies that differ. */
const losses: ReadonlySet<number> = new Set([1, 5, 13, 20, 21]);

function tellFailure({ seed, violation, tail }: SeedResult, lines: number): void {
  say(`seed ${seed}: ${violation?.detail ?? ""}`);
  for (const line of tail.slice(-lines)) say(`  ${line}`);
  say(`  again: npm run sim -- --seed ${seed}`);
}

async function runAll(seeds: readonly number[], mutant: MutantName | null): Promise<number> {
  const began = performance.now();
  const counts = new Map<string, number>();
  const failures: SeedResult[] = [];
  await runSeeds({
    seeds,
    mutant,
    threads,
    onResult: (result) => {
      for (const [what, times] of Object.entries(result.counts)) counts.set(what, (counts.get(what) ?? 0) + times);
      if (result.violation) {
        failures.push(result);
        tellFailure(result, seeds.length === 1 ? 400 : 12);
      } else if (seeds.length === 1) {
        say(`seed ${result.seed}: hash ${result.hash}, ${result.steps} steps, at rest after ${result.settledMs} ms`);
      }
      return failures.length < 20;
    },
  });
  for (const [what, times] of [...counts].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    say(`${String(times).padStart(9)} ${what}`);
  }
  if (values.report !== undefined) {
    writeFileSync(values.report, JSON.stringify({ seeds: seeds.length, failed: failures.map(({ seed }) => seed) }));
  }
  const lost = failures.filter(({ violation }) => violation && losses.has(violation.invariant)).length;
  say(`${((performance.now() - began) / 1000).toFixed(0)} s`);
  say(`${seeds.length} seeds, ${failures.length - lost} diverged, ${lost} lost`);
  return failures.length === 0 ? 0 : 1;
}

/** Each mistake must be noticed within the seeds given. */
async function catchAll(mutants: readonly MutantName[], seeds: readonly number[]): Promise<number> {
  let survivors = 0;
  for (const mutant of mutants) {
    const caught = await catchMutant(mutant, seeds, threads);
    if (caught === null) survivors += 1;
    say(`${mutant}: ${caught ? `caught by seed ${caught.seed}: ${caught.violation?.detail}` : "SURVIVED"}`);
  }
  say(`${mutants.length} mutants, ${survivors} survived`);
  return survivors === 0 ? 0 : 1;
}

const seeds = values.seed === undefined ? range(Number(values.from), Number(values.seeds)) : [Number(values.seed)];
const { mutant } = values;
if (mutant === "all") process.exitCode = await catchAll(mutantNames, seeds);
else if (mutant !== undefined && isMutant(mutant)) {
  process.exitCode = values.seed === undefined ? await catchAll([mutant], seeds) : await runAll(seeds, mutant);
} else process.exitCode = await runAll(seeds, null);
