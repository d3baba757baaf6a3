import { expect, test } from "vitest";
import { totalRecoveredCents } from "../../../../src-shared/domain/work-order/report.ts";
import {
  accepts,
  approves,
  archives,
  callsBack,
  dispatches,
  forwards,
  inspects,
  merges,
  registers,
  reports,
  sendsBack,
  storyAt,
  terminates,
} from "../../../support/order-steps.ts";
import { city, county, hub, otherCity, Story } from "../../../support/orders.ts";

/** Hub, city and county, each with a turn: a chain of three levels, reported from below. */
const threeLevels = (): Story =>
  new Story().does(
    registers(hub),
    dispatches(hub, hub),
    forwards(hub, city),
    forwards(city, county),
    accepts(county),
    reports(county),
  );
const stages = (story: Story): string[] => story.now.assignments.map((turn) => turn.stage);

test("[AS-30] a report goes one level up, or to the hub for callback", () => {
  const below = storyAt("handling").does(reports(county));
  expect(below.now).toMatchObject({ state: "awaiting-review", holder: city });
  expect(below.turn(county)).toMatchObject({ stage: "reported", reportedAt: below.last.at });
  expect(below.turn(city).stage).toBe("reviewing");
  const alone = new Story().does(registers(hub), dispatches(hub, county), accepts(county), reports(county));
  expect(alone.now).toMatchObject({ state: "awaiting-callback", holder: hub });
});

test("[AS-30] what the report says is kept whole", () => {
  const { now } = storyAt("handling").does(reports(county, { promised: true, promisedBy: "刘经理" }));
  const [report] = now.reports;
  expect(report).toMatchObject({
    promised: true,
    promisedBy: "刘经理",
    office: county,
    round: 1,
    supplementary: false,
  });
  expect(report && totalRecoveredCents(report)).toBe(1_066_000);
});

test.each([
  [0, false],
  [1, true],
])("[AS-31] reported %i ms after the limit: late %s", (after, late) => {
  const story = storyAt("handling");
  story.at = story.turn(county).completeBy + after;
  expect(story.does(reports(county)).lastAs("reported").late).toBe(late);
});

test("[AS-32] nobody reports for a turn that is not theirs or not at work", () => {
  const story = storyAt("handling");
  const own = { assignment: story.turn(county).id };
  for (const office of [hub, city, otherCity]) expect(story.tries(reports(office, own))).toBe("other-office");
  expect(story.tries(reports(city))).toBe("other-office");
  expect(storyAt("awaiting-acceptance").tries(reports(county))).toBe("state-moved");
  expect(storyAt("suspended").tries(reports(county))).toBe("state-moved");
  expect(storyAt("awaiting-review").tries(reports(city))).toBe("state-moved");
});

test("[AS-32] a turn given back has nothing to report", () => {
  expect(storyAt("awaiting-dispatch").tries(reports(city))).toBe("assignment-moved");
});

test("[AS-33] a second report stands beside the first and moves nothing", () => {
  for (const state of ["awaiting-review", "awaiting-callback", "awaiting-inspection", "closed"] as const) {
    const story = storyAt(state);
    const { holder, assignments } = story.now;
    story.does(reports(county, { opinion: "补充付款凭证" }));
    expect(story.now).toMatchObject({ state, holder, assignments });
    expect(story.now.reports.map((one) => one.supplementary)).toEqual([false, true]);
    expect(story.lastAs("reported")).toMatchObject({ supplementary: true, late: false, next: null });
  }
});

test("[AS-33] rework goes by the first, and the next report is no supplement", () => {
  const story = storyAt("awaiting-callback").does(reports(county), callsBack(hub, { solved: "no" }), reports(county));
  expect(story.now.reports.map((one) => [one.round, one.supplementary])).toEqual([
    [1, false],
    [1, true],
    [2, false],
  ]);
  expect(story.now.state).toBe("awaiting-review");
});

test.each([
  ["archived", "closed", archives(hub)],
  ["merged", "awaiting-review", merges(hub)],
  ["terminated", "awaiting-callback", terminates(hub)],
] as const)("[AS-34] no supplement once %s", (_, before, ends) => {
  expect(storyAt(before).does(ends).tries(reports(county))).toBe("order-ended");
});

test("[AS-34] a first report of an order that ended meanwhile is refused", () => {
  expect(storyAt("terminated").tries(reports(county))).toBe("order-ended");
});

test("[AS-40] three levels approve, nearest first", () => {
  const story = threeLevels();
  expect(story.now).toMatchObject({ state: "awaiting-review", holder: city });
  expect(stages(story)).toEqual(["passed-on", "reviewing", "reported"]);
  expect(story.tries(approves(hub))).toBe("other-office");
  story.does(approves(city));
  expect(story.now).toMatchObject({ state: "awaiting-review", holder: hub });
  expect(stages(story)).toEqual(["reviewing", "reported", "done"]);
  expect(story.tries(approves(city))).toBe("other-office");
  story.does(approves(hub));
  expect(story.now).toMatchObject({ state: "awaiting-callback", holder: hub });
  expect(stages(story)).toEqual(["reported", "done", "done"]);
  story.does(callsBack(hub), inspects(hub));
  expect(stages(story)).toEqual(["done", "done", "done"]);
});

test("[AS-41] sent back, the turn below handles it again within its limits", () => {
  const story = storyAt("awaiting-review");
  const { completeBy } = story.turn(county);
  expect(story.tries(sendsBack(county))).toBe("other-office");
  story.does(sendsBack(city));
  expect(story.now).toMatchObject({ state: "handling", holder: county, round: 1 });
  expect(story.turn(county)).toMatchObject({ stage: "handling", reportedAt: null, completeBy });
  expect(story.turn(city).stage).toBe("passed-on");
  story.does(reports(county));
  expect(story.now.reports.map((one) => one.supplementary)).toEqual([false, false]);
  expect(story.does(approves(city)).now.state).toBe("awaiting-callback");
});

test("[AS-42] sent back through two levels, one at a time", () => {
  const story = threeLevels().does(approves(city), sendsBack(hub));
  expect(story.now).toMatchObject({ state: "awaiting-review", holder: city });
  expect(stages(story)).toEqual(["passed-on", "reviewing", "reported"]);
  expect(story.turn(county).doneAt).toBeNull();
  story.does(sendsBack(city));
  expect(story.now).toMatchObject({ state: "handling", holder: county });
  expect(stages(story)).toEqual(["passed-on", "passed-on", "handling"]);
  story.does(reports(county), approves(city), approves(hub));
  expect(story.now).toMatchObject({ state: "awaiting-callback", holder: hub });
  expect(stages(story)).toEqual(["reported", "done", "done"]);
});

test("[AS-42] the office in the middle may approve again at once", () => {
  const story = threeLevels().does(approves(city), sendsBack(hub), approves(city));
  expect(story.now).toMatchObject({ state: "awaiting-review", holder: hub });
  expect(stages(story)).toEqual(["reviewing", "reported", "done"]);
});
