/**
 * `npm run test:chaos [-- --seed 1 --kills 200]`: two province processes on one PostgreSQL and several devices over bad
 * lines, all killed with SIGKILL at moments that the seed decides. Ends with one line; the exit code is 1 when an
 * acknowledged step was lost or doubled, or anything else is not as it should be.
 */
import { parseArgs } from "node:util";

import { complain, elapsed, say } from "../../scripts/support/say.ts";
import { findChromium } from "../../scripts/system/find-system.ts";
import { runChaos } from "./run-chaos.ts";

const { values } = parseArgs({
  options: { seed: { type: "string" }, kills: { type: "string", default: "200" } },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const kills = Number(values.kills);
if (!Number.isInteger(seed) || !Number.isInteger(kills) || kills < 10) {
  complain("--seed takes a whole number, --kills one from 10 up");
  process.exit(2);
}
process.setMaxListeners(50); // one for every process that goes when this one does
const began = performance.now();
say(`seed ${seed}; to repeat: npm run test:chaos -- --seed ${seed} --kills ${kills}`);
const share = (part: number): number => Math.round(kills * part);
const others = { database: share(0.06), server: share(0.32), browser: findChromium() === undefined ? 0 : share(0.04) };
const wish = { ...others, device: kills - others.database - others.server - others.browser };
if (others.browser === 0) say("no browser is here: only devices without one take part");
const result = await runChaos({ seed, kills: wish, everyMs: 1500, devices: 6, settleWithinMs: 90_000, tell: say });
const bad = [...result.lost.map((id) => `lost: ${id}`), ...result.doubled, ...result.wrong];
bad.slice(0, 50).forEach(complain);
say(`words of the devices: ${JSON.stringify(result.words)}; faults of the lines: ${JSON.stringify(result.faults)}`);
say(`${result.saved} steps saved; at the province: ${JSON.stringify(result.verdicts)}; ${elapsed(began)}`);
say(`${result.kills} kills, ${result.lost.length} acknowledged loss, ${result.doubled.length} doubled`);
process.exit(bad.length === 0 ? 0 : 1);
