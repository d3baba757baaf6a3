/** `npm run e2e [-- name]`: the product in a real browser; a name runs only the files that carry it. */
import { packageBin } from "./support/paths.ts";
import { complain } from "./support/say.ts";
import { runNode } from "./support/run-process.ts";
import { prepareSystem } from "./system/install-system.ts";

const limitMs = 30 * 60_000;
const system = await prepareSystem();
system.missing.forEach(complain);
const env = system.chromium === undefined ? {} : { LXQ_CHROMIUM: system.chromium };
const built = await runNode("scripts/build.ts", [], { timeoutMs: limitMs, show: true });
const words = ["test", "--reporter=list", ...process.argv.slice(2)];
const tested =
  built.code === 0
    ? await runNode(packageBin("@playwright/test", "cli.js"), words, { timeoutMs: limitMs, show: true, env })
    : built;
process.exitCode = tested.code;
