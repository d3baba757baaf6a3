/** Random lives of orders by the hundred thousand, from the command line. Run it with `npm run histories`. */
import { availableParallelism } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";

import type { Chunk, Tally } from "./histories-worker.ts";
import { walkHistory } from "./walk-history.ts";

const chunkSize = 2000;
const enough = 20;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
    minutes: { type: "string", default: "1440" },
    threads: { type: "string", default: String(Math.min(4, availableParallelism())) },
  },
});
const [runs, first, threads] = [Number(values.runs), Number(values.seed), Number(values.threads)];
const minutes = Number(values.minutes);
const until = performance.now() + minutes * 60_000;

function chunks(): Chunk[] {
  const end = first + runs;
  const starts = Array.from({ length: Math.ceil(runs / chunkSize) }, (_, at) => first + at * chunkSize);
  return starts.map((from) => ({ from, to: Math.min(end, from + chunkSize) }));
}

/** Walks what is waiting on one thread, chunk by chunk. */
function lane(waiting: Chunk[], onTally: (tally: Tally) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(path.join(import.meta.dirname, "histories-worker.ts"));
    const next = (): void => {
      const chunk = waiting.shift();
      if (chunk === undefined) void worker.terminate().then(() => resolve());
      else worker.postMessage(chunk);
    };
    worker.on("error", reject);
    worker.on("message", (tally: Tally) => {
      onTally(tally);
      next();
    });
    next();
  });
}

function tellHistory(seed: number): void {
  const { broken } = walkHistory(seed, (step) => say(`  ${step}`));
  say(`history ${seed}: ${broken ? `${broken.law}: ${broken.words}` : "every law holds"}`);
}

async function walkAll(): Promise<number> {
  const began = performance.now();
  const states = new Map<string, number>();
  const broken: number[] = [];
  const total = { histories: 0, steps: 0 };
  const waiting = chunks();
  const onTally = (tally: Tally): void => {
    total.histories += tally.histories;
    total.steps += tally.steps;
    for (const [state, times] of Object.entries(tally.states)) states.set(state, (states.get(state) ?? 0) + times);
    broken.push(...tally.broken.map(({ seed }) => seed));
    if (broken.length >= enough || performance.now() > until) waiting.length = 0;
  };
  await Promise.all(Array.from({ length: threads }, () => lane(waiting, onTally)));
  const seconds = (performance.now() - began) / 1000;
  for (const [state, times] of [...states].toSorted((one, other) => other[1] - one[1]))
    say(`${String(times).padStart(9)} ended ${state}`);
  for (const seed of broken.slice(0, 3)) tellHistory(seed);
  for (const seed of broken) say(`  again: npm run histories -- --runs 1 --seed ${seed}`);
  const rate = Math.round(total.histories / seconds);
  say(
    `${total.histories} histories, ${total.steps} steps, ${seconds.toFixed(0)} s, ${rate} a second on ${threads} threads`,
  );
  say(broken.length === 0 ? "every law holds" : `${broken.length} histories broke a law`);
  return broken.length === 0 ? 0 : 1;
}

const isSound = [runs, first, threads].every((number) => Number.isSafeInteger(number) && number > 0) && minutes > 0;
if (!isSound) {
  process.stderr.write("--runs, --seed and --threads are positive whole numbers, --minutes a positive one\n");
  process.exitCode = 2;
} else if (runs === 1) {
  tellHistory(first);
} else {
  process.exitCode = await walkAll();
}
