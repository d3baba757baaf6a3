import { expect, test } from "vitest";
import { toDueText } from "../../../../src-shared/kernel/instant.ts";
import {
  accepts,
  approves,
  asksForTime,
  decidesReturn,
  decidesTime,
  dispatches,
  forwards,
  recuses,
  registers,
  reports,
  returns,
  sendsBack,
  storyAt,
  terminates,
} from "../../../support/order-steps.ts";
import { city, county, hub, shippedRules, Story } from "../../../support/orders.ts";

const granted = (): Story => storyAt("handling").does(asksForTime(county), decidesTime(city, true));

test("[EX-1] the holder asks while it handles or reviews", () => {
  expect(storyAt("handling").tries(asksForTime(county))).toBe("applied");
  expect(storyAt("awaiting-review").tries(asksForTime(city))).toBe("applied");
  expect(storyAt("handling").tries(asksForTime(city))).toBe("other-office");
  expect(storyAt("awaiting-acceptance").tries(asksForTime(county))).toBe("state-moved");
  expect(storyAt("suspended").tries(asksForTime(county))).toBe("state-moved");
  expect(storyAt("closed").tries(asksForTime(county))).toBe("order-ended");
  const asked = storyAt("handling").does(asksForTime(county)).now;
  expect(asked).toMatchObject({ state: "handling", holder: county });
  expect(asked.extensions).toMatchObject([{ office: county, judge: city, days: 5, decision: null, lapsedAt: null }]);
});

test("[EX-1] a turn that does not act asks for nothing", () => {
  const story = storyAt("awaiting-review");
  const step = asksForTime(county)(story);
  expect(story.tries(() => ({ ...asksForTime(city)(story), payload: step.payload }))).toBe("assignment-moved");
});

test.each([
  [0, "applied"],
  [1, "extension-too-late"],
])("[EX-2] asked %i ms after the limit to complete: %s", (after, said) => {
  const story = storyAt("handling");
  story.at = story.turn(county).completeBy + after;
  expect(story.tries(asksForTime(county))).toBe(said);
});

test("[EX-3] the first is at most seven days by the office above, the second ten by the hub", () => {
  expect(storyAt("handling").tries(asksForTime(county, 8))).toBe("extension-too-long");
  expect(storyAt("handling").tries(asksForTime(county, 7))).toBe("applied");
  expect(granted().tries(asksForTime(county, 11))).toBe("extension-too-long");
  expect(granted().does(asksForTime(county, 10)).now.extensions.at(-1)?.judge).toBe(hub);
});

test("[EX-4] there is no third, and one that was refused does not count", () => {
  const twice = granted().does(asksForTime(county), decidesTime(hub, true));
  expect(twice.tries(asksForTime(county))).toBe("extension-used-up");
  const refused = storyAt("handling").does(asksForTime(county), decidesTime(city, false), asksForTime(county));
  expect(refused.now.extensions.at(-1)?.judge).toBe(city);
});

test("[EX-5] one waits at a time: a second merges", () => {
  const story = storyAt("handling").does(asksForTime(county));
  expect(story.tries(asksForTime(county, 3))).toBe("merged");
  expect(story.now.extensions).toHaveLength(1);
});

test("[EX-6] who dispatched to itself asks the office above", () => {
  const own = new Story().does(registers(county), dispatches(county, county), accepts(county), asksForTime(county));
  expect(own.now.extensions[0]?.judge).toBe(city);
  const atHub = new Story().does(registers(hub), dispatches(hub, hub), accepts(hub), asksForTime(hub));
  expect(atHub.now.extensions[0]?.judge).toBe(hub);
});

test("[EX-7] the office that must decide does, once", () => {
  const story = storyAt("handling").does(asksForTime(county));
  expect(story.tries(decidesTime(hub, true))).toBe("other-office");
  expect(story.tries(decidesTime(county, true))).toBe("other-office");
  expect(story.does(decidesTime(city, false)).now.extensions[0]?.decision).toMatchObject({ granted: false, days: 0 });
  expect(story.tries(decidesTime(city, true))).toBe("request-settled");
  expect(storyAt("handling").tries(decidesTime(city, true))).toBe("request-settled");
});

test("[EX-8] it grants what was asked or less, and not nothing", () => {
  const story = storyAt("handling").does(asksForTime(county, 5));
  expect(story.tries(decidesTime(city, true, 6))).toBe("extension-too-long");
  expect(story.tries(decidesTime(city, true, 0))).toBe("malformed");
  expect(story.tries(decidesTime(city, true, 2))).toBe("applied");
});

test("[EX-9] the limit of the whole chain moves, from its old end", () => {
  const story = granted();
  expect(toDueText(storyAt("handling").turn(county).completeBy)).toBe("2026-03-11 24:00");
  for (const office of [city, county]) expect(toDueText(story.turn(office).completeBy)).toBe("2026-03-18 24:00");
  expect(story.turn(county).acceptBy).toBe(storyAt("handling").turn(county).acceptBy);
  const refused = storyAt("handling").does(asksForTime(county), decidesTime(city, false));
  expect(toDueText(refused.turn(county).completeBy)).toBe("2026-03-11 24:00");
});

test("[EX-9] the days end at the policy's close of business", () => {
  const policy = { ...shippedRules.policy, closeOfBusiness: "17:30" };
  const story = new Story("2026-02-12 10:00", { ...shippedRules, policy });
  story.does(registers(hub), dispatches(hub, city), accepts(city), asksForTime(city), decidesTime(hub, true));
  expect(toDueText(story.turn(city).completeBy)).toBe("2026-03-18 17:30");
});

test("[EX-9] a report below that was approved moves too, so that it has the limit when it comes back", () => {
  const story = new Story().does(registers(city), dispatches(city, county), accepts(county), reports(county));
  story.does(asksForTime(city), decidesTime(hub, true), sendsBack(city));
  expect(story.turn(county).completeBy).toBe(story.turn(city).completeBy);
});

test("[EX-10] decided after the old limit, the time is given all the same", () => {
  const story = storyAt("handling").does(asksForTime(county)).on("2026-03-13 09:00").does(decidesTime(city, true));
  expect(toDueText(story.turn(county).completeBy)).toBe("2026-03-18 24:00");
  expect(story.now).toMatchObject({ state: "handling", holder: county });
});

test("[EX-11] a request lapses with its turn, with the offices' work and with the order", () => {
  const asked = (): Story => storyAt("handling").does(asksForTime(county));
  const stories = [
    asked().does(recuses(county)),
    asked().does(reports(county), approves(city)),
    asked().does(terminates(hub)),
  ];
  for (const { now, last } of stories) expect(now.extensions).toMatchObject([{ decision: null, lapsedAt: last.at }]);
  for (const story of stories) expect(story.tries(decidesTime(city, true))).toBe("request-settled");
  const open = asked().does(reports(county));
  expect(open.now.extensions[0]?.lapsedAt).toBeNull();
  expect(open.tries(decidesTime(city, true))).toBe("applied");
});

test("[EX-11] a return approved below leaves the request of another turn alone", () => {
  const story = new Story().does(registers(hub), dispatches(hub, city), accepts(city), asksForTime(city));
  story.does(forwards(city, county), returns(county), decidesReturn(city, county, true));
  expect(story.now.extensions[0]?.lapsedAt).toBeNull();
});
