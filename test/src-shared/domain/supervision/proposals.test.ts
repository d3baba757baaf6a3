import fc from "fast-check";
import { expect, test } from "vitest";
import { explainSpan } from "../../../../src-shared/calendar/explain-span.ts";
import { pausesOf } from "../../../../src-shared/domain/work-order/pauses.ts";
import { officesToSupervise } from "../../../../src-shared/domain/supervision/ladder.ts";
import { noticeKinds } from "../../../../src-shared/domain/supervision/notice.ts";
import { replyDate, replyLimit } from "../../../../src-shared/domain/supervision/reply-date.ts";
import { stepsOpen, suggestStep, type LadderStep } from "../../../../src-shared/domain/supervision/suggest-step.ts";
import {
  answersNotice,
  callsBack,
  dispatches,
  issues,
  registers,
  resumes,
  settlesNotice,
  storyAt,
} from "../../../support/order-steps.ts";
import { chinaTime, county, hub, shippedRules, Story } from "../../../support/orders.ts";
import { aHistory, later, stepOf } from "../../../support/random-steps.ts";

const { policy, calendar, offices } = shippedRules;
const { reworkAtRating } = policy.callback;
const next = (story: Story): LadderStep | null =>
  suggestStep(story.now, { office: county, at: story.at, reworkAtRating });

test("[SU-17] reminder, urging notice, supervision order, listed supervision: one step up each time", () => {
  const story = new Story("2026-02-12 10:00").does(registers(hub), dispatches(hub, county));
  expect(next(story)).toEqual({ kind: "reminder", reason: "approaching" });
  story.on("2026-02-26 10:00");
  expect(next(story)).toEqual({ kind: "urging-notice", reason: "overdue" });
  story.does(issues(hub, county, { kind: "urging-notice", reason: "overdue" }));
  expect(next(story)).toEqual({ kind: "supervision-order", reason: "overdue" });
  story.does(issues(hub, county, { reason: "overdue" }), answersNotice(county), settlesNotice(hub));
  expect(next(story)).toEqual({ kind: "public-supervision", reason: "no-effect" });
});

test("[SU-17] the dissatisfied worker is a matter for a supervision order; what has ended well for none", () => {
  const again = storyAt("awaiting-callback").does(callsBack(hub, { resultRating: 1, solved: "no" }));
  expect(next(again)).toEqual({ kind: "supervision-order", reason: "dissatisfied" });
  expect(next(storyAt("archived"))).toBeNull();
  expect(next(storyAt("suspended"))).toBeNull();
});

test("[SU-17] what is proposed or offered the judge takes", () => {
  fc.assert(
    fc.property(aHistory, (history) => {
      const story = new Story("2026-02-12 08:00");
      for (const dice of history) {
        story.at = later(story.at, dice);
        story.tries(stepOf(story, dice));
        for (const office of officesToSupervise(story.now, hub, offices)) {
          const where = { office, at: story.at, reworkAtRating };
          const suggested = suggestStep(story.now, where);
          for (const one of [...stepsOpen(story.now, where), ...(suggested ? [suggested] : [])])
            expect(story.decides(issues(hub, office, one)).verdict).toBe("applied");
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("[SU-18] the policy's limit for the step, at the end of a day", () => {
  const at = chinaTime("2026-02-12 10:00");
  expect(replyDate({ policy, calendar }, "reminder", at)).toBe(chinaTime("2026-02-14 00:00"));
  expect(replyDate({ policy, calendar }, "supervision-order", at)).toBe(chinaTime("2026-02-25 00:00"));
  const { supervision, ...older } = policy;
  expect(supervision).toBeDefined();
  for (const kind of noticeKinds) expect(replyLimit(older, kind)).toEqual({ amount: 3, unit: "working-day" });
});

test("[SU-21] the days of a rest stand apart, and what is counted is the limit", () => {
  const story = storyAt("suspended");
  const { dispatchedAt: start } = story.turn(county);
  story.on("2026-03-02 10:00").does(resumes(hub));
  const pauses = pausesOf(story.now, story.at);
  expect(pauses).toMatchObject([{ until: chinaTime("2026-03-02 10:00") }]);
  const days = explainSpan(calendar, { start, due: story.turn(county).completeBy, pauses });
  expect(days.filter((day) => day.counted)).toHaveLength(15);
  expect(days.filter((day) => day.counted).at(-1)?.ordinal).toBe(15);
  expect(days.filter((day) => day.reason === "paused").map((day) => day.date)).toEqual([
    ...["2026-02-13", "2026-02-14"],
    ...["2026-02-24", "2026-02-25", "2026-02-26", "2026-02-27", "2026-02-28", "2026-03-02"],
  ]);
  expect(days.find((day) => day.date === "2026-02-17")).toMatchObject({ counted: false, reason: "holiday" });
  expect(pausesOf(storyAt("handling").now, story.at)).toEqual([]);
});
