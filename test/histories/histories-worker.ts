import { parentPort } from "node:worker_threads";
import { walkHistory, type Broken } from "./walk-history.ts";

/** The histories that a thread is sent to walk, by their seeds: `from` up to, not including, `to`. */
export type Chunk = Readonly<{ from: number; to: number }>;

/** What became of them: how many applied steps, how often each state stood at the end, and which broke a law. */
export type Tally = Readonly<{
  histories: number;
  steps: number;
  states: Readonly<Record<string, number>>;
  broken: readonly (Broken & Readonly<{ seed: number }>)[];
}>;

// Dice throw many steps that nobody could make; each is an exception, and its stack takes longer than the step.
Error.stackTraceLimit = 0;

function walkChunk({ from, to }: Chunk): Tally {
  const states: Record<string, number> = {};
  const broken: Tally["broken"][number][] = [];
  let steps = 0;
  for (let seed = from; seed < to; seed += 1) {
    const outcome = walkHistory(seed);
    steps += outcome.steps;
    states[outcome.state ?? "none"] = (states[outcome.state ?? "none"] ?? 0) + 1;
    if (outcome.broken) broken.push({ ...outcome.broken, seed });
  }
  return { histories: to - from, steps, states, broken };
}

parentPort?.on("message", (chunk: Chunk) => parentPort?.postMessage(walkChunk(chunk)));
