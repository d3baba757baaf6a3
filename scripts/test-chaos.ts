/**
 * `npm run test:chaos [-- --seed 1 --kills 200]`: real processes, killed at random moments over bad lines
 * (docs/spec/chaos.md). Runs test/chaos/chaos-command.ts on a machine that has what it needs.
 */
import { runNode } from "./support/run-process.ts";
import { complain } from "./support/say.ts";
import { prepareSystem } from "./system/install-system.ts";

const limitMs = 15 * 60_000;
const system = await prepareSystem();
system.missing.forEach(complain);
const env = {
  ...(system.postgresBin === undefined ? {} : { LXQ_POSTGRES_BIN: system.postgresBin }),
  ...(system.chromium === undefined ? {} : { LXQ_CHROMIUM: system.chromium }),
};
const built = await runNode("scripts/build.ts", [], { timeoutMs: limitMs });
if (built.code !== 0) {
  complain(built.output);
  process.exit(built.code);
}
const words = process.argv.slice(2);
const result = await runNode("test/chaos/chaos-command.ts", words, { timeoutMs: limitMs, show: true, env });
process.exitCode = result.code;
