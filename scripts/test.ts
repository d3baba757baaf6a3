/**
 * `npm test`: prepares the machine, builds, and runs every check and every test. It always ends with one line,
 * `N passed, N failed` (`, N skipped` with the reasons above it); the exit code is 1 when anything failed. With `CI=true`
 * (or `LXQ_SIM_SEEDS=N`) the simulator of sync plays 2,000 (or N) seeds at the end.
 */
import { availableParallelism } from "node:os";
import { inParallel } from "./support/in-parallel.ts";
import { complain, elapsed, say } from "./support/say.ts";
import { runCheck, type StaticCheck, checksFromScratch } from "./support/static-checks.ts";
import { addTallies, finalLine, type Tally } from "./support/tally.ts";
import { playwrightStage, runStage, seedsToPlay, simStage, vitestStage } from "./support/test-stages.ts";
import { prepareSystem, type SystemParts } from "./system/install-system.ts";

const build: StaticCheck = { name: "build", script: "scripts/build.ts", args: [] };

async function countCheck(check: StaticCheck): Promise<Tally> {
  const began = performance.now();
  const result = await runCheck(check);
  if (result.code !== 0) complain(result.output.trimEnd());
  say(`${result.code === 0 ? "ok  " : "FAIL"} ${check.name.padEnd(24)} ${elapsed(began)}`);
  return { passed: result.code === 0 ? 1 : 0, failed: result.code === 0 ? 0 : 1, skipped: [] };
}

/** A stage whose ground is missing on this machine is skipped, and says so. */
async function onlyWith(part: string | undefined, name: string, run: () => Promise<Tally>): Promise<Tally> {
  if (part !== undefined) return run();
  return { passed: 0, failed: 0, skipped: [`${name}: ${system.missing.join("; ")}`] };
}

async function runTests(): Promise<readonly Tally[]> {
  const tallies: Tally[] = [await countCheck(build)];
  tallies.push(...(await inParallel(checksFromScratch, Math.min(2, availableParallelism()), countCheck)));
  tallies.push(await runStage(vitestStage("unit", ["shared", "main", "renderer-node", "desk-live", "tools"], 20)));
  tallies.push(await runStage(vitestStage("province on PGlite", ["server"], 20)));
  const postgres = "province on PostgreSQL";
  tallies.push(
    await onlyWith(system.postgresBin, postgres, () => runStage(vitestStage(postgres, ["server-postgres"], 20))),
  );
  const renderer = "desk parts in Chromium";
  tallies.push(await onlyWith(system.chromium, renderer, () => runStage(vitestStage(renderer, ["renderer"], 20))));
  tallies.push(await onlyWith(system.chromium, "end to end", () => runStage(playwrightStage("end to end", 25))));
  const seeds = seedsToPlay(process.env);
  if (seeds > 0) tallies.push(await runStage(simStage(seeds)));
  return tallies;
}

const began = performance.now();
const system: SystemParts = await prepareSystem();
system.missing.forEach(complain);
if (system.chromium !== undefined) process.env["LXQ_CHROMIUM"] = system.chromium;
if (system.postgresBin !== undefined) process.env["LXQ_POSTGRES_BIN"] = system.postgresBin;
const total = addTallies(await runTests());
say(`all stages in ${elapsed(began)}`);
total.skipped.forEach((line) => say(`skipped: ${line}`));
say(finalLine(total));
process.exitCode = total.failed === 0 ? 0 : 1;
