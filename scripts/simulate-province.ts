/**
 * `npm run simulate:province -- --days 60 --offices 30 --seed 1`: a province at work for weeks, in memory, through the
 * same doors as the real one. Prints what came of it as JSON; the exit code is 1 when anything is wrong.
 */
import { parseArgs } from "node:util";

import { runSimulation } from "./simulation/run-simulation.ts";
import { complain, elapsed, say } from "./support/say.ts";

const { values } = parseArgs({
  options: {
    days: { type: "string", default: "60" },
    offices: { type: "string", default: "30" },
    seed: { type: "string", default: "1" },
    from: { type: "string", default: "2026-01-12" },
    calls: { type: "string", default: "60" },
  },
});

const began = performance.now();
const { from } = values;
const [days, offices, seed, calls] = [values.days, values.offices, values.seed, values.calls].map(Number);
if (![days, offices, seed, calls].every((value) => Number.isInteger(value) && Number(value) >= 1)) {
  complain("--days, --offices, --seed and --calls take whole numbers from 1 up");
  process.exit(2);
}
const wish = { days: days ?? 60, offices: offices ?? 30, seed: seed ?? 1, from, calls: calls ?? 60 };
const result = await runSimulation(wish, say);
const { complaints, waiting } = result;
process.stdout.write(`${JSON.stringify({ ...wish, ...result, complaints: complaints.length }, null, 2)}\n`);
for (const { order, about } of complaints.slice(0, 50)) complain(`${order} ${about}`);
if (waiting > 0) complain(`${waiting} steps never reached the province`);
say(`simulated in ${elapsed(began)}`);
process.exitCode = complaints.length === 0 && waiting === 0 ? 0 : 1;
