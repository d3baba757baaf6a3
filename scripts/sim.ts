/**
 * `npm run sim -- --seeds N [--from F] [--seed S] [--mutant M|all]`: the simulator of sync (docs/spec/simulator.md). Ends
 * with `N seeds, 0 diverged, 0 lost`, and tells how to run a failing seed again.
 */
import { runNode } from "./support/run-process.ts";

const limitMs = 60 * 60_000;
const { code } = await runNode("test/sim/main.ts", process.argv.slice(2), { timeoutMs: limitMs, show: true });
process.exitCode = code;
