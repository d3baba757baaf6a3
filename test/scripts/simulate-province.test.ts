import { expect, test } from "vitest";

import { runSimulation } from "../../scripts/simulation/run-simulation.ts";

test("[ST-10] a simulated fortnight over the Spring Festival leaves nothing without a holder and adds up", async () => {
  const wish = { days: 14, offices: 4, seed: 7, from: "2026-02-09", calls: 14 };
  const { complaints, waiting, tally, counts, cards } = await runSimulation(wish, () => undefined);
  expect(complaints).toEqual([]);
  expect(waiting).toBe(0);
  expect(cards["red standing"]).toBeGreaterThan(0);
  expect(tally.contacts).toBeGreaterThan(90);
  expect(counts.verdicts["applied"]).toBeGreaterThan(400);
  expect(Object.keys(counts.verdicts).filter((verdict) => verdict.startsWith("parked"))).toEqual([]);
}, 120_000);
