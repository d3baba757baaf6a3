import { expect, test } from "vitest";
import { inspectionPoints, type InspectionFacts } from "../../../../src-shared/domain/inspection/inspection.ts";
import { approves, callsBack, inspects, reports, storyAt } from "../../../support/order-steps.ts";
import { city, county, hub } from "../../../support/orders.ts";

test("[LC-35] a pass closes the order and ends its turns", () => {
  const story = storyAt("awaiting-inspection");
  for (const office of [city, county]) expect(story.tries(inspects(office))).toBe("other-office");
  const { at } = story;
  story.does(inspects(hub));
  expect(story.now).toMatchObject({ state: "closed", holder: hub, closedAt: at, round: 1 });
  expect(story.now.assignments.map((turn) => turn.stage)).toEqual(["done", "done"]);
  expect(story.turn(city).doneAt).toBe(at);
  expect(story.turn(county).doneAt).toBeLessThan(at);
});

const fewer = inspectionPoints.slice(1);
test.each<[string, Partial<InspectionFacts>, string]>([
  ["a pass with every point", {}, "applied"],
  ["a pass with a point not met", { passed: fewer }, "reason-missing"],
  ["a pass with a point not met, explained", { passed: fewer, remarks: "职工已口头确认" }, "applied"],
  ["a pass with one point named six times", { passed: inspectionPoints.map(() => "facts" as const) }, "reason-missing"],
  ["to mend, without a word", { verdict: "mend", remarks: " \n" }, "reason-missing"],
  ["rework, without a word", { verdict: "rework" }, "reason-missing"],
  ["rework with its reason", { verdict: "rework", remarks: "金额不符" }, "applied"],
])("[LC-36] %s", (_, told, said) => {
  expect(storyAt("awaiting-inspection").tries(inspects(hub, told))).toBe(said);
});

test("[LC-37] a file to mend comes straight back in the same round", () => {
  const story = storyAt("awaiting-inspection").does(inspects(hub, { verdict: "mend", remarks: "缺付款凭证" }));
  expect(story.now).toMatchObject({ state: "handling", holder: county, round: 1 });
  story.does(reports(county));
  expect(story.now).toMatchObject({ state: "awaiting-review", holder: city });
  story.does(approves(city));
  expect(story.now).toMatchObject({ state: "awaiting-inspection", holder: hub, round: 1 });
  story.does(inspects(hub));
  expect(story.now).toMatchObject({ state: "closed", round: 1 });
  expect(story.now.callbacks).toHaveLength(1);
  expect(story.now.inspections.map((one) => one.verdict)).toEqual(["mend", "pass"]);
});

test("[LC-38] rework after inspection is a round with a callback of its own", () => {
  const story = storyAt("awaiting-inspection").does(inspects(hub, { verdict: "rework", remarks: "金额不符" }));
  expect(story.now).toMatchObject({ state: "handling", holder: county, round: 2 });
  story.does(reports(county), approves(city));
  expect(story.now).toMatchObject({ state: "awaiting-callback", round: 2 });
  story.does(callsBack(hub), inspects(hub));
  expect(story.now.callbacks.map((one) => [one.round, one.attempt])).toEqual([
    [1, 1],
    [2, 1],
  ]);
});

test("[LC-38] after a file was mended, rework asks the worker again", () => {
  const story = storyAt("awaiting-inspection").does(inspects(hub, { verdict: "mend", remarks: "缺凭证" }));
  story.does(reports(county), approves(city), inspects(hub, { verdict: "rework", remarks: "金额不符" }));
  expect(story.does(reports(county), approves(city)).now).toMatchObject({ state: "awaiting-callback", round: 2 });
});
