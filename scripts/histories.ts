/**
 * `npm run histories -- --runs 1000000 [--seed 7]`: walks as many random histories of orders as wanted through every
 * property that `npm test` checks on a slice: one holder always, hop times add up, no illegal edge, the same answer twice.
 * A failing history is printed with its seed; the same seed walks the same histories.
 */
import { parseArgs } from "node:util";
import { runNode } from "./support/run-process.ts";
import { complain, say } from "./support/say.ts";

const files = [
  "test/src-shared/domain/work-order/histories.property.test.ts",
  "test/src-shared/domain/assignment/custody-chain.test.ts",
];
const limitMs = 24 * 60 * 60_000;

const { values } = parseArgs({
  options: { runs: { type: "string", default: "100000" }, seed: { type: "string", default: "1" } },
});
const [runs, seed] = [Number(values.runs), Number(values.seed)];
if (Number.isInteger(runs) && runs > 0 && Number.isInteger(seed)) {
  const vitest = ["run", "--project=shared", "--testTimeout=0", ...files];
  const env = { LXQ_HISTORIES: String(runs), LXQ_SEED: String(seed) };
  const { code } = await runNode("node_modules/vitest/vitest.mjs", vitest, { timeoutMs: limitMs, show: true, env });
  say(`${runs} histories a property, seed ${seed}: ${code === 0 ? "every property holds" : "see above"}`);
  process.exitCode = code;
} else {
  complain("--runs is a positive whole number, --seed a whole number");
  process.exitCode = 2;
}
