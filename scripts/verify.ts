/** `npm run verify`: everything that reads the source, and the unit tests, in two minutes; the province and the tools are tested by `npm test`. */
import { availableParallelism } from "node:os";
import { inParallel } from "./support/in-parallel.ts";
import { packageBin } from "./support/paths.ts";
import { complain, elapsed, say } from "./support/say.ts";
import { runCheck, type StaticCheck, staticChecks } from "./support/static-checks.ts";

const unitProjects = ["shared", "main", "renderer-node"];
const unitTests: StaticCheck = {
  name: "unit tests",
  script: packageBin("vitest", "vitest.mjs"),
  args: ["run", "--reporter=dot", "--passWithNoTests", ...unitProjects.map((name) => `--project=${name}`)],
};

async function report(check: StaticCheck): Promise<boolean> {
  const began = performance.now();
  const result = await runCheck(check);
  const verdict = result.code === 0 ? "ok  " : "FAIL";
  say(`${verdict} ${check.name.padEnd(12)} ${elapsed(began)}`);
  if (result.code !== 0) complain(result.output.trimEnd());
  if (result.timedOut) complain(`${check.name} took too long and was ended`);
  return result.code === 0;
}

const began = performance.now();
const width = Math.min(3, availableParallelism());
const results = await inParallel([...staticChecks, unitTests], width, report);
const failed = results.filter((passed) => !passed).length;
say(failed === 0 ? `verify: all good in ${elapsed(began)}` : `verify: ${failed} failed in ${elapsed(began)}`);
process.exitCode = failed === 0 ? 0 : 1;
