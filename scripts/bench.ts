/** `npm run bench [-- name …]`: runs test/bench/<name>.bench.ts, which print one JSON line per measured figure. */
import { globSync } from "node:fs";
import path from "node:path";
import { root } from "./support/paths.ts";
import { complain } from "./support/say.ts";
import { runNode } from "./support/run-process.ts";
import { prepareSystem } from "./system/install-system.ts";

const limitMs = 20 * 60_000;
const files = globSync("test/bench/*.bench.ts", { cwd: root }).toSorted();
const nameOf = (file: string): string => path.basename(file, ".bench.ts");

async function runBench(file: string, env: NodeJS.ProcessEnv): Promise<number> {
  const result = await runNode(file, [], { timeoutMs: limitMs, show: true, env });
  return result.code;
}

async function runAll(chosen: readonly string[]): Promise<number> {
  const system = await prepareSystem();
  const built = await runNode("scripts/build.ts", [], { timeoutMs: limitMs });
  if (built.code !== 0) {
    complain(built.output);
    return built.code;
  }
  const env = system.chromium === undefined ? {} : { LXQ_CHROMIUM: system.chromium };
  let worst = 0;
  for (const file of chosen) worst = Math.max(worst, await runBench(file, env));
  return worst;
}

const names = process.argv.slice(2);
const unknown = names.filter((name) => !files.some((file) => nameOf(file) === name));
if (unknown.length > 0) {
  complain(`No such benchmark: ${unknown.join(", ")}. There are: ${files.map(nameOf).join(", ")}`);
  process.exitCode = 1;
} else {
  process.exitCode = await runAll(files.filter((file) => names.length === 0 || names.includes(nameOf(file))));
}
