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

/** Runs seeds on threads of their own, each with clock, chance and cryptography replaced (world/virtual-globals.ts). */
export async function runSeeds(wish: PoolWish): Promise<void> {
  const waiting = [...wish.seeds];
  let isOver = false;
  const lane = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(workerFile, { workerData: { mutant: wish.mutant } });
      const next = (): void => {
        const seed = isOver ? undefined : waiting.shift();
        if (seed === undefined) void worker.terminate().then(() => resolve());
        else worker.postMessage(seed);
      };
      worker.on("error", reject);
      worker.on("message", (result: SeedResult) => {
        if (!isOver && !wish.onResult(result)) isOver = true;
        next();
      });
      next();
    });
  await Promise.all(Array.from({ length: Math.min(wish.threads, wish.seeds.length) }, lane));
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
