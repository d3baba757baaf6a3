import { expect, test } from "vitest";
import { hopsOf, shareOf } from "../../../../src-shared/domain/assignment/custody-chain.ts";
import { dayMs } from "../../../../src-shared/kernel/instant.ts";
import { accepts, dispatches, registers, resumes, storyAt } from "../../../support/order-steps.ts";
import { county, hub, shippedRules, Story } from "../../../support/orders.ts";

const { calendar } = shippedRules;

test("[DE-22, SU-23] an ended order is held until its end, and no longer", () => {
  const { now: order } = storyAt("closed");
  const hops = hopsOf(order, calendar, (order.closedAt ?? 0) + 30 * dayMs);
  expect(hops.at(-1)).toMatchObject({ state: "awaiting-inspection", until: order.closedAt });
});

test("[SU-24] each hop names its limit, its share of it and what moved the order", () => {
  const story = new Story("2026-02-12 10:00").does(registers(hub)).on("2026-02-13 10:00");
  story.does(dispatches(hub, county)).on("2026-02-25 10:00").does(accepts(county));
  const hops = hopsOf(story.now, calendar, story.at);
  expect(hops.map((hop) => [hop.state, hop.why.type, hop.netDays, hop.limit?.name, hop.limit?.days])).toEqual([
    ["registered", "registered", 1, "dispatch", 1],
    ["awaiting-acceptance", "dispatched", 3, "accept", 3],
    ["handling", "accepted", 0, "complete", 15],
  ]);
  expect(hops.map(shareOf)).toEqual([1, 1, 0]);
});

test("[SU-24] the time of a rest is no office's net time", () => {
  const story = storyAt("suspended").on("2026-03-02 10:00").does(resumes(hub));
  const hops = hopsOf(story.now, calendar, story.at);
  const rest = hops.find((hop) => hop.state === "suspended");
  expect(rest).toMatchObject({ netDays: 0, limit: null });
  expect(rest?.workingDays).toBeGreaterThan(5);
  expect(rest && shareOf(rest)).toBeNull();
});
