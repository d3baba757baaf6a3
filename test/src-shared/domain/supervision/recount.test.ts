import { expect, test } from "vitest";
import { movedByPolicy } from "../../../../src-shared/domain/supervision/moved-deadlines.ts";
import { recountOrder } from "../../../../src-shared/domain/supervision/recount-order.ts";
import type { WorkingCalendar } from "../../../../src-shared/calendar/working-calendar.ts";
import {
  accepts,
  asksForTime,
  asksToReopen,
  decidesReopening,
  decidesTime,
  dispatches,
  forwards,
  recalls,
  registers,
  storyAt,
} from "../../../support/order-steps.ts";
import { issuesCard, recounts, withdrawsCard } from "../../../support/card-steps.ts";
import { chinaTime, city, county, hub, shippedRules, Story } from "../../../support/orders.ts";

const before = shippedRules.calendar;
/** Wednesday, 2026-02-25, turns out to be a day off. */
const calendar: WorkingCalendar = {
  ...before,
  version: "CN-next",
  days: { ...before.days, "2026-02-25": { off: true, name: "春节" } },
};
const move = { before, after: { ...shippedRules, calendar } };
const end = (day: string): number => chinaTime(`${day} 00:00`);

test("[CD-21] limits in days keep their count of working days, those met and those in hours stay", () => {
  const waiting = new Story("2026-02-12 10:00").does(registers(hub), dispatches(hub, city));
  expect(recountOrder(waiting.now, move)).toEqual({
    moved: [{ assignment: waiting.turn(city).id, completeBy: end("2026-03-13") }],
  });
  const later = new Story("2026-02-13 10:00").does(registers(hub), dispatches(hub, city));
  expect(recountOrder(later.now, move)?.moved).toMatchObject([
    { acceptBy: end("2026-02-27"), firstContactBy: end("2026-02-27"), completeBy: end("2026-03-14") },
  ]);
  later.does(accepts(city));
  expect(recountOrder(later.now, move)?.moved[0]).not.toHaveProperty("acceptBy");
  const urgent = new Story("2026-02-24 10:00").does(registers(hub, { urgency: "critical" }), dispatches(hub, city));
  expect(recountOrder(urgent.now, move)).toBeNull();
});

test("[CD-21] an extension keeps its days", () => {
  const story = storyAt("handling").does(asksForTime(county, 5), decidesTime(city, true, 5));
  const due = story.turn(county).completeBy;
  const moved = recountOrder(story.now, move)?.moved.find((one) => one.assignment === story.turn(county).id);
  expect(moved?.completeBy).toBeGreaterThan(due);
});

test("[CD-20] the limit to dispatch moves, an order that rests or has ended stays", () => {
  const story = new Story("2026-02-24 10:00").does(registers(hub));
  expect(recountOrder(story.now, move)).toEqual({ moved: [], dispatchBy: end("2026-02-27") });
  for (const state of ["suspended", "closed", "terminated"] as const)
    expect(recountOrder(storyAt(state).now, move)).toBeNull();
});

test("[CD-21] a card that is wrong by the new limits is withdrawn with that reason", () => {
  const story = storyAt("handling")
    .on("2026-03-12 09:00")
    .does(issuesCard("red", { clock: "complete" }));
  story.does(recounts(1), withdrawsCard());
  expect(story.now.cards[0]?.withdrawn?.reason).toBe("calendar-changed");
});

test("[CD-20] a limit to dispatch that a reopening or a step taken back gave counts from there", () => {
  const reopened = storyAt("closed").on("2026-02-24 10:00").does(asksToReopen(hub), decidesReopening(hub, true));
  expect(recountOrder(reopened.now, move)).toEqual({ moved: [], dispatchBy: end("2026-02-27") });
  const back = new Story("2026-02-12 10:00").does(registers(hub), dispatches(hub, city)).on("2026-02-24 10:00");
  expect(recountOrder(back.does(recalls(hub, city)).now, move)?.dispatchBy).toBe(end("2026-02-27"));
});

test("[AD-26] an earlier close of business moves no limit that runs, also when it is counted anew", () => {
  const story = new Story("2026-02-24 10:00").does(registers(hub), dispatches(hub, city));
  const earlier = { ...shippedRules.policy, closeOfBusiness: "17:30" };
  const moved = recountOrder(story.now, { before, after: { ...shippedRules, calendar, policy: earlier } });
  expect(moved).toEqual(recountOrder(story.now, move));
});

test("[AD-26] a shorter limit to return is shown at turns that wait, and cards by another share", () => {
  const { policy } = shippedRules;
  const now = chinaTime("2026-03-04 10:00");
  const shorter = { ...shippedRules, policy: { ...policy, return: { within: { amount: 1, unit: "hour" as const } } } };
  const waiting = new Story("2026-02-24 10:00").does(registers(hub), dispatches(hub, city));
  const [row, ...others] = movedByPolicy(waiting.now, { before: shippedRules, after: shorter, now });
  expect(others).toEqual([]);
  expect(row).toMatchObject({ office: city, clock: "return", after: chinaTime("2026-02-24 11:01") });
  expect(row?.after).toBeLessThan(row?.before ?? 0);
  expect(movedByPolicy(waiting.does(accepts(city)).now, { before: shippedRules, after: shorter, now })).toEqual([]);
  const late = new Story("2026-02-24 10:00").does(registers(hub), dispatches(hub, city)).on("2026-02-25 16:00");
  late.does(forwards(city, county));
  const share = { ...policy.cards, passOnShare: { numerator: 1, denominator: 3 } };
  const wider = { ...policy.cards, passOnShare: { numerator: 3, denominator: 3 } };
  const [before3, after3] = [share, wider].map((cards) => ({ ...shippedRules, policy: { ...policy, cards } }));
  if (!before3 || !after3) throw new Error("two rules");
  const rows = movedByPolicy(late.now, { before: before3, after: after3, now: chinaTime("2026-03-20 10:00") });
  expect(rows.every(({ before: old, after }) => old === after)).toBe(true);
});

test("[CD-27] what was given since the new calendar came into force was counted by it and stays", () => {
  const story = new Story("2026-02-13 10:00").does(registers(hub), dispatches(hub, city)).on("2026-02-13 15:00");
  const since = chinaTime("2026-02-13 12:00");
  story.does(forwards(city, county));
  const all = recountOrder(story.now, move)?.moved;
  expect(all?.find((one) => one.assignment === story.turn(county).id)).toHaveProperty("acceptBy");
  const moved = recountOrder(story.now, { ...move, since })?.moved;
  // Its limit to complete is the city's, which is older; that of the county to accept is new.
  expect(moved?.find((one) => one.assignment === story.turn(county).id)).not.toHaveProperty("acceptBy");
  expect(moved?.every((one) => one.completeBy === end("2026-03-14"))).toBe(true);
  const after = new Story("2026-02-13 15:00").does(registers(hub));
  expect(recountOrder(after.now, { ...move, since })).toBeNull();
});
