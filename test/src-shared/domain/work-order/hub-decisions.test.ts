import { expect, test } from "vitest";
import { activeAssignment } from "../../../../src-shared/domain/assignment/custody.ts";
import { isEnded, orderStates } from "../../../../src-shared/domain/work-order/order-state.ts";
import { orderId } from "../../../../src-shared/kernel/ids.ts";
import { dayMs, hourMs, toDueText } from "../../../../src-shared/kernel/instant.ts";
import {
  accepts,
  amends,
  archives,
  attaches,
  dispatches,
  forwards,
  merges,
  notes,
  refuses,
  registers,
  reports,
  resumes,
  storyAt,
  suspends,
  terminates,
  wagesCase,
} from "../../../support/order-steps.ts";
import { chinaTime, city, county, hub, idOf, otherCounty, step, Story } from "../../../support/orders.ts";

const suspendsUntil = (reviewBy: number) => step(hub, "suspend", { reasonCode: "other", reason: "等待材料", reviewBy });

test("[LC-50] an order rests with its reason and review date; its holder and turns stay", () => {
  const story = storyAt("handling");
  const { assignments } = story.now;
  const since = story.at;
  story.does(suspends(hub, 7));
  expect(story.now).toMatchObject({ state: "suspended", holder: county, assignments });
  expect(story.now.suspension).toEqual({
    reason: "等待仲裁裁决",
    since,
    reviewBy: since + 7 * dayMs,
    resumeState: "handling",
  });
});

test("[LC-50] the review date lies within thirty days and not before now", () => {
  const story = storyAt("handling").on("2026-02-13 10:00");
  const latest = chinaTime("2026-03-17 00:00"); // 30 days end on Sunday 03-15, and so on Monday 03-16
  expect(story.tries(suspendsUntil(story.at - 1))).toBe("review-too-far");
  expect(story.tries(suspendsUntil(latest + 1))).toBe("review-too-far");
  expect(story.tries(suspendsUntil(latest))).toBe("applied");
  expect(storyAt("handling").tries(suspendsUntil(storyAt("handling").at))).toBe("applied");
});

test("[LC-50] while it rests, work waits and records go on", () => {
  const story = storyAt("suspended");
  expect(story.tries(accepts(county))).toBe("merged");
  expect(story.tries(reports(county))).toBe("state-moved");
  expect(story.tries(forwards(city, county))).toBe("state-moved");
  const employer = { ...wagesCase.employer, contact: "王经理" };
  story.does(notes(county), attaches(county), amends(county, { employer }));
  expect(story.now.state).toBe("suspended");
});

test("[LC-51] it goes on where it rested", () => {
  const story = storyAt("suspended").does(notes(county), attaches(county), resumes(hub));
  expect(story.now).toMatchObject({ state: "handling", holder: county, suspension: null });
  expect(activeAssignment(story.now)?.office).toBe(county);
  expect(story.tries(resumes(hub))).toBe("state-moved");
  expect(story.does(notes(county), reports(county)).now.state).toBe("awaiting-review");
});

test("[LC-52] the limits of every open turn move by the working days of the rest", () => {
  const story = new Story("2026-02-12 10:00").does(registers(hub), dispatches(hub, city), forwards(city, county));
  story.does(accepts(county));
  const before = story.now.assignments.map((turn) => [toDueText(turn.completeBy), turn.acceptBy]);
  expect(before[0]?.[0]).toBe("2026-03-11 24:00");
  story.on("2026-02-26 10:00").does(suspends(hub)).on("2026-03-04 09:00").does(resumes(hub));
  // paused: 02-27, 02-28 (a make-up Saturday), 03-02, 03-03, 03-04
  expect(story.now.assignments.map((turn) => toDueText(turn.completeBy))).toEqual([
    "2026-03-18 24:00",
    "2026-03-18 24:00",
  ]);
  expect(story.now.assignments.map((turn) => turn.acceptBy)).toEqual(before.map(([, acceptBy]) => acceptBy));
});

test("[LC-52] the first-contact limit moves too, unless contact was made", () => {
  const open = new Story("2026-03-02 10:00").does(registers(hub), dispatches(hub, county), accepts(county));
  const made = new Story("2026-03-02 10:00").does(registers(hub), dispatches(hub, county), accepts(county));
  made.does(notes(county, true));
  for (const story of [open, made]) story.does(suspends(hub)).on("2026-03-04 10:00").does(resumes(hub));
  expect(toDueText(open.turn(county).firstContactBy ?? 0)).toBe("2026-03-09 24:00");
  expect(toDueText(made.turn(county).firstContactBy ?? 0)).toBe("2026-03-05 24:00");
});

test("[LC-52] a limit in hours moves by the hours of the rest", () => {
  const story = new Story("2026-03-02 10:00").does(registers(hub, { urgency: "critical" }), dispatches(hub, county));
  story.does(accepts(county));
  const { completeBy } = story.turn(county);
  story.does(suspends(hub));
  const { at } = story.last;
  story.at = at + 5 * hourMs;
  expect(story.does(resumes(hub)).turn(county).completeBy).toBe(completeBy + 5 * hourMs);
});

test("[LC-52] a rest that began after the limit changes nothing", () => {
  const story = storyAt("handling").on("2026-03-20 10:00");
  const { completeBy } = story.turn(county);
  story.does(suspends(hub)).on("2026-03-25 10:00").does(resumes(hub));
  expect(story.turn(county).completeBy).toBe(completeBy);
});

test("[LC-52] a turn that was given back before keeps its times", () => {
  const story = storyAt("return-review");
  story.does(step(city, "decide-return", (s) => ({ assignment: s.turn(county).id, approved: true, reason: "同意" })));
  const given = story.turn(county);
  story
    .does(forwards(city, otherCounty), accepts(otherCounty), suspends(hub))
    .on("2026-03-04 10:00")
    .does(resumes(hub));
  expect(story.turn(county)).toEqual(given);
});

test.each(orderStates)("[LC-53] [LC-54] not accepted or terminated while %s", (state) => {
  const before = state === "registered" || state === "awaiting-dispatch";
  const otherwise = isEnded(state) ? "order-ended" : "state-moved";
  expect(storyAt(state).tries(refuses(hub))).toBe(before ? "applied" : otherwise);
  expect(storyAt(state).tries(terminates(hub))).toBe(before || isEnded(state) ? otherwise : "applied");
});

test("[LC-53] [LC-54] the reason is on the timeline", () => {
  expect(storyAt("refused").last).toMatchObject({ reasonCode: "litigation", reason: "已进入诉讼程序" });
  expect(storyAt("terminated").last).toMatchObject({ reasonCode: "no-cooperation", reason: "职工拒绝配合" });
});

test.each(orderStates)("[LC-55] merging an order that is %s", (state) => {
  const story = storyAt(state);
  expect(story.tries(merges(hub))).toBe(isEnded(state) ? "order-ended" : "applied");
});

test("[LC-55] never into itself; the other order is named", () => {
  const story = storyAt("handling");
  expect(story.tries(merges(hub, story.now.id))).toBe("merge-with-itself");
  expect(story.does(merges(hub)).now.mergedInto).toBe(orderId(idOf("action", 999)));
});

test("[LC-60] once filed, nothing is added but looks, arrived files, steps set aside and requests to reopen", () => {
  const story = storyAt("archived");
  expect(story.now.retentionYears).toBe(10);
  for (const one of [notes(hub), attaches(hub), merges(hub), terminates(hub), archives(hub), suspends(hub)])
    expect(story.tries(one)).toBe("order-ended");
});

test("[LC-60] only a closed order is filed", () => {
  for (const state of ["merged", "refused", "terminated"] as const)
    expect(storyAt(state).tries(archives(hub))).toBe("order-ended");
  expect(storyAt("awaiting-inspection").tries(archives(hub))).toBe("state-moved");
});

test("[LC-61] a file is kept ten years, a collective one thirty", () => {
  expect(storyAt("closed").tries(archives(hub, 9))).toBe("retention-too-short");
  expect(storyAt("closed").tries(archives(hub, 10))).toBe("applied");
  const collective = { ...wagesCase.classification, flags: ["collective" as const] };
  const story = storyAt("closed").does(amends(hub, { classification: collective }));
  expect(story.tries(archives(hub, 29))).toBe("retention-too-short");
  expect(story.tries(archives(hub, 30))).toBe("applied");
});
