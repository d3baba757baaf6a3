import { expect, test } from "vitest";

import { seededRandom } from "../../scripts/demo/seeded-random.ts";
import { planKills } from "./kill-plan.ts";
import { runChaos } from "./run-chaos.ts";

test("[CX-1] [CX-2] [CX-3] [CX-4] [CX-5] [CX-9] [CX-10] ten kills over bad lines: nothing saved is lost, doubled, or shown wrong", async () => {
  const said: string[] = [];
  const result = await runChaos({
    seed: 12_351,
    kills: { device: 5, server: 4, database: 1, browser: 0 },
    everyMs: 900,
    devices: 3,
    settleWithinMs: 40_000,
    tell: (line) => said.push(line),
  });
  const { lost, doubled, wrong, kills, saved, faults } = result;
  expect({ lost, doubled, wrong, kills }, said.join("\n")).toEqual({ lost: [], doubled: [], wrong: [], kills: 10 });
  expect(saved, "steps were saved").toBeGreaterThan(0);
  expect(Object.keys(faults).length, "lines did harm").toBeGreaterThan(3);
  expect(faults["reset"], "connections were reset").toBeGreaterThan(0);
}, 150_000);

test("[CX-6] a seed decides every kill of a run", () => {
  const wish = { device: 100, server: 60, database: 10, browser: 5 };
  const plan = planKills(wish, seededRandom(7), 1500);
  expect(planKills(wish, seededRandom(7), 1500)).toEqual(plan);
  expect(planKills(wish, seededRandom(8), 1500)).not.toEqual(plan);
  const count = (victim: string): number => plan.filter((kill) => kill.victim === victim).length;
  expect(Object.keys(wish).map(count)).toEqual(Object.values(wish));
  expect(plan.some((kill) => kill.afterMs < 60)).toBe(true);
});
