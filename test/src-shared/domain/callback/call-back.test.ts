import { expect, test } from "vitest";
import type { CallbackFacts } from "../../../../src-shared/domain/callback/callback.ts";
import { orderStates } from "../../../../src-shared/domain/work-order/order-state.ts";
import { toDueText } from "../../../../src-shared/kernel/instant.ts";
import {
  accepts,
  approves,
  callsBack,
  callsInVain,
  dispatches,
  forwards,
  registers,
  reports,
  storyAt,
} from "../../../support/order-steps.ts";
import { city, county, hub, shippedRules, Story } from "../../../support/orders.ts";

test("[LC-30] the hub asks, and a content worker sends the order on", () => {
  const story = storyAt("awaiting-callback");
  for (const office of [city, county]) expect(story.tries(callsBack(office))).toBe("other-office");
  story.does(callsBack(hub));
  expect(story.now).toMatchObject({ state: "awaiting-inspection", holder: hub, round: 1 });
  expect(story.now.callbacks).toMatchObject([{ reached: true, resultRating: 5, attempt: 1, round: 1 }]);
});

test.each(orderStates.filter((state) => state !== "awaiting-callback"))(
  "[LC-30] nobody is called while %s",
  (state) => {
    expect(storyAt(state).tries(callsBack(hub))).not.toBe("applied");
  },
);

test.each<[string, Partial<CallbackFacts>, string]>([
  ["not asked whether solved", { solved: "unasked" }, "rating-missing"],
  ["not asked for a rating", { resultRating: 0 }, "rating-missing"],
  ["no word on the call itself", { attitudeRating: 0 }, "applied"],
  ["not reached, but rated", { reached: false, solved: "unasked", attitudeRating: 0 }, "malformed"],
  ["not reached, but solved", { reached: false, resultRating: 0, attitudeRating: 0 }, "malformed"],
  ["a ruling without its reason", { ruling: "unreasonable", rulingReason: " " }, "ruling-missing"],
])("[LC-31] [LC-33] %s", (_, told, said) => {
  expect(storyAt("awaiting-callback").tries(callsBack(hub, told))).toBe(said);
});

test("[LC-31] nobody rules about a worker who was not reached", () => {
  const nobody = { reached: false, solved: "unasked", resultRating: 0, attitudeRating: 0 } as const;
  const ruled = { ...nobody, ruling: "unreasonable", rulingReason: "无依据" } as const;
  expect(storyAt("awaiting-callback").tries(callsBack(hub, ruled))).toBe("malformed");
});

test.each<[number, CallbackFacts["solved"], boolean]>([
  [1, "yes", true],
  [2, "yes", true],
  [3, "yes", false],
  [3, "partly", false],
  [5, "no", true],
  [1, "no", true],
])("[LC-32] rated %i, solved %s: rework %s", (resultRating, solved, again) => {
  const { now } = storyAt("awaiting-callback").does(callsBack(hub, { resultRating, solved }));
  expect(now.state).toBe(again ? "handling" : "awaiting-inspection");
  expect(now.round).toBe(again ? 2 : 1);
  expect(now.holder).toBe(again ? county : hub);
});

test("[LC-33] an unreasonable demand goes on, with statement and ruling kept", () => {
  const ruled = { resultRating: 1, solved: "no", ruling: "unreasonable", rulingReason: "要求超出法定标准" } as const;
  const { now } = storyAt("awaiting-callback").does(callsBack(hub, ruled));
  expect(now).toMatchObject({ state: "awaiting-inspection", round: 1, callbacks: [ruled] });
});

test("[LC-34] three failed attempts on different days, and no fewer", () => {
  const story = storyAt("awaiting-callback").on("2026-03-02 09:00").does(callsInVain(hub));
  story.on("2026-03-02 23:59").does(callsInVain(hub)).on("2026-03-03 00:00").does(callsInVain(hub));
  expect(story.now).toMatchObject({ state: "awaiting-callback", holder: hub });
  story.on("2026-03-03 18:00").does(callsInVain(hub));
  expect(story.now.state).toBe("awaiting-callback");
  story.on("2026-03-07 10:00").does(callsInVain(hub));
  expect(story.now).toMatchObject({ state: "awaiting-inspection", round: 1 });
  expect(story.now.callbacks.map((one) => one.attempt)).toEqual([1, 2, 3, 4, 5]);
});

test("[LC-34] a worker reached at the second attempt is reached", () => {
  const story = storyAt("awaiting-callback").does(callsInVain(hub)).on("2026-03-03 09:00").does(callsBack(hub));
  expect(story.now.state).toBe("awaiting-inspection");
  expect(story.now.callbacks.map((one) => [one.attempt, one.reached])).toEqual([
    [1, false],
    [2, true],
  ]);
});

test("[LC-34] attempts of an earlier round do not count", () => {
  const story = storyAt("awaiting-callback").on("2026-03-02 09:00").does(callsInVain(hub));
  story
    .on("2026-03-03 09:00")
    .does(callsInVain(hub))
    .on("2026-03-04 09:00")
    .does(callsBack(hub, { solved: "no" }));
  story.does(reports(county), approves(city)).on("2026-03-05 09:00").does(callsInVain(hub));
  expect(story.now).toMatchObject({ state: "awaiting-callback", round: 2 });
  expect(story.now.callbacks.at(-1)?.attempt).toBe(1);
});

test("[LC-34] a policy that does not ask for different days counts attempts", () => {
  const callback = { attempts: 2, onDifferentDays: false, reworkAtRating: 2 };
  const story = new Story("2026-03-02 09:00", { ...shippedRules, policy: { ...shippedRules.policy, callback } });
  story.does(registers(hub), dispatches(hub, county), accepts(county), reports(county), callsInVain(hub));
  expect(story.now.state).toBe("awaiting-callback");
  expect(story.does(callsInVain(hub)).now.state).toBe("awaiting-inspection");
});

test("[LC-40] rework goes to the office that did the work, with a new limit for the whole chain", () => {
  const story = storyAt("awaiting-callback")
    .on("2026-03-10 10:00")
    .does(callsBack(hub, { solved: "no" }));
  expect(story.now).toMatchObject({ state: "handling", holder: county, round: 2 });
  expect(story.turn(county)).toMatchObject({ stage: "handling", reportedAt: null, doneAt: null });
  expect(story.turn(city)).toMatchObject({ stage: "passed-on", reportedAt: null });
  for (const office of [city, county]) expect(toDueText(story.turn(office).completeBy)).toBe("2026-03-31 24:00");
  expect(story.tries(accepts(county))).toBe("merged");
  story.does(reports(county));
  expect(story.now).toMatchObject({ state: "awaiting-review", holder: city });
  expect(story.does(approves(city)).now).toMatchObject({ state: "awaiting-callback", holder: hub });
  expect(story.now.reports.map((one) => one.round)).toEqual([1, 2]);
});

test("[LC-40] through three levels, twice, and in the second round passed on again", () => {
  const story = new Story().does(registers(hub), dispatches(hub, hub), forwards(hub, city), accepts(city));
  story.does(reports(city), approves(hub), callsBack(hub, { resultRating: 1 }));
  expect(story.now).toMatchObject({ holder: city, round: 2 });
  story.does(forwards(city, county), accepts(county), reports(county));
  expect(story.now.holder).toBe(city);
  story.does(approves(city));
  expect(story.now).toMatchObject({ state: "awaiting-review", holder: hub });
  story.does(approves(hub), callsBack(hub, { resultRating: 2 }));
  expect(story.now).toMatchObject({ state: "handling", holder: county, round: 3 });
  expect(story.now.assignments.map((turn) => turn.stage)).toEqual(["passed-on", "passed-on", "handling"]);
});

test("[LC-40] an order that its dispatcher handled itself goes back to it", () => {
  const story = new Story().does(registers(county), dispatches(county, county), accepts(county), reports(county));
  expect(story.does(callsBack(hub, { solved: "no" })).now).toMatchObject({
    state: "handling",
    holder: county,
    round: 2,
  });
});
