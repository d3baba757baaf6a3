import { once } from "node:events";
import path from "node:path";
import { Worker } from "node:worker_threads";

import type { MutantName } from "./mutants/sabotage.ts";
import type { SeedResult } from "./run-seed.ts";

const workerFile = path.join(import.meta.dirname, "sim-worker.ts");

export type PoolWish = Readonly<{
  seeds: readonly number[];
  mutant: MutantName | null;
  threads: number;
  /** Called with each result as it comes; answers whether to go on. */
  onResult: (result: SeedResult) => boolean;
}>;

/** A seed takes a quarter of a second, a few at worst; one that takes so long never ends, ms of real time. */
const hangsAfterMs = 120_000;

/**
 * Runs seeds on threads of their own, each with clock, chance and cryptography replaced (world/virtual-globals.ts). A
 * seed that does not end is a failure like others, and the seeds after it go on in a new thread.
 */
export async function runSeeds(wish: PoolWish): Promise<void> {
  const waiting = [...wish.seeds];
  let isOver = false;
  const lane = async (): Promise<void> => {
    let worker = startWorker(wish.mutant);
    for (let seed = waiting.shift(); seed !== undefined && !isOver; seed = waiting.shift()) {
      const result = await resultFrom(worker, seed);
      if (result === null) {
        await worker.terminate();
        worker = startWorker(wish.mutant);
      }
      if (!wish.onResult(result ?? hung(seed))) isOver = true;
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: Math.min(wish.threads, wish.seeds.length) }, lane));
}

const startWorker = (mutant: MutantName | null): Worker => new Worker(workerFile, { workerData: { mutant } });

/** What came of a seed; null when it did not end. */
async function resultFrom(worker: Worker, seed: number): Promise<SeedResult | null> {
  const impatience = new AbortController();
  const deadline = setTimeout(() => impatience.abort(), hangsAfterMs);
  worker.postMessage(seed);
  try {
    const [result] = (await once(worker, "message", { signal: impatience.signal })) as [SeedResult];
    return result;
  } catch (fault) {
    if (impatience.signal.aborted) return null;
    throw fault;
  } finally {
    clearTimeout(deadline);
  }
}

function hung(seed: number): SeedResult {
  const violation = { invariant: 24, detail: `did not end within ${hangsAfterMs / 1000} s` };
  return { seed, hash: "", violation, tail: [], counts: {}, settledMs: 0, steps: 0, entries: 0 };
}

/** The first seed from which a mutant is noticed, and by which invariant; null when it survives them all. */
export async function catchMutant(
  mutant: MutantName,
  seeds: readonly number[],
  threads: number,
): Promise<SeedResult | null> {
  let caught: SeedResult | null = null;
  const onResult = (result: SeedResult): boolean => {
    if (result.violation) caught ??= result;
    return caught === null;
  };
  await runSeeds({ seeds, mutant, threads, onResult });
  return caught;
}
