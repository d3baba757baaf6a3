/**
 * `npm run histories -- --runs 1000000 [--seed 7] [--minutes 5] [--threads 2]`: walks as many random histories of orders as wanted, on
 * every core, and looks at every law of test/histories/laws.ts after each step: one holder always, hop times add up, no
 * illegal edge, the same answer twice. A history has a number, its seed; `--runs 1 --seed N` walks it again, step by step.
 */
import { runNode } from "./support/run-process.ts";

const limitMs = 24 * 60 * 60_000;
const { code } = await runNode("test/histories/main.ts", process.argv.slice(2), { timeoutMs: limitMs, show: true });
process.exitCode = code;
