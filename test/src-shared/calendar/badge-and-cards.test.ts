import fc from "fast-check";
import { expect, test } from "vitest";
import { deadline } from "../../../src-shared/calendar/add-working-time.ts";
import { redFrom, yellowFrom } from "../../../src-shared/calendar/card-moments.ts";
import { atCloseOfBusiness } from "../../../src-shared/calendar/close-of-business.ts";
import { isWorkingDay } from "../../../src-shared/calendar/working-calendar.ts";
import { remainingWorkingDays, workingDaysBetween } from "../../../src-shared/calendar/working-days-between.ts";
import { chinaDay, endOfDay, hourMs, startOfDay } from "../../../src-shared/kernel/instant.ts";
import { chinaCalendar } from "../../support/resources.ts";

const calendar = chinaCalendar();
const at = (day: string, hour = 10): number => startOfDay(day) + hour * hourMs;

test.each([
  ["2026-02-12", 15],
  ["2026-02-14", 13],
  ["2026-02-20", 13],
  ["2026-03-10", 1],
  ["2026-03-11", 0],
  ["2026-03-12", -1],
  ["2026-03-13", -2],
  ["2026-03-14", -2],
  ["2026-03-16", -3],
])("[CA-14] on %s the badge says %i", (today, expected) => {
  expect(remainingWorkingDays(calendar, at(today), endOfDay("2026-03-11"))).toBe(expected);
});

test("[CA-14] it turns at midnight, and is 0 on the days off right after the end", () => {
  const due = endOfDay("2026-03-13");
  expect(remainingWorkingDays(calendar, due - 1, due)).toBe(0);
  expect(Object.is(remainingWorkingDays(calendar, due, due), 0)).toBe(true);
  expect(remainingWorkingDays(calendar, at("2026-03-15"), due)).toBe(0);
  expect(remainingWorkingDays(calendar, startOfDay("2026-03-16"), due)).toBe(-1);
});

test("[CA-15] net working days leave out the first day and the days off", () => {
  expect(workingDaysBetween(calendar, at("2026-02-12"), at("2026-02-24"))).toBe(3);
  expect(workingDaysBetween(calendar, at("2026-02-12"), at("2026-02-12", 23))).toBe(0);
});

test("[CA-16] one working day: yellow once day 0 is over, also when day 0 is a day off", () => {
  expect(yellowFrom(calendar, at("2026-03-09"), endOfDay("2026-03-10"))).toBe(endOfDay("2026-03-09"));
  expect(yellowFrom(calendar, at("2026-03-14"), endOfDay("2026-03-16"))).toBe(endOfDay("2026-03-14"));
});

test("[CA-16] a limit of hours has a yellow card only when it runs past midnight", () => {
  const start = at("2026-03-09");
  expect(yellowFrom(calendar, start, start + 2 * hourMs)).toBeUndefined();
  expect(yellowFrom(calendar, start, start + 24 * hourMs)).toBe(endOfDay("2026-03-09"));
  expect(yellowFrom(calendar, startOfDay("2026-03-09"), endOfDay("2026-03-09"))).toBeUndefined();
});

test("[CA-17] red on the first working day after, over a weekend, a holiday and for hours", () => {
  expect(redFrom(calendar, endOfDay("2026-03-13"))).toBe(startOfDay("2026-03-16"));
  expect(redFrom(calendar, endOfDay("2026-09-30"))).toBe(startOfDay("2026-10-08"));
  expect(redFrom(calendar, endOfDay("2026-02-27"))).toBe(startOfDay("2026-02-28"));
  expect(redFrom(calendar, at("2026-03-09", 12))).toBe(startOfDay("2026-03-10"));
});

test("[CA-16] [CA-17] yellow before due, due before or at red, red on a worked day, badge agrees", () => {
  const start = fc.integer({ min: startOfDay("2018-01-01"), max: endOfDay("2026-12-31") });
  fc.assert(
    fc.property(start, fc.integer({ min: 1, max: 60 }), (from, amount) => {
      const due = deadline(calendar, from, { amount, unit: "working-day" });
      const yellow = yellowFrom(calendar, from, due);
      const red = redFrom(calendar, due);
      expect(yellow).toBeDefined();
      expect(yellow).toBeLessThan(due);
      expect(yellow).toBeGreaterThan(from);
      expect(remainingWorkingDays(calendar, (yellow ?? 0) - 1, due)).toBe(1);
      expect(red).toBeGreaterThanOrEqual(due);
      expect(isWorkingDay(calendar, chinaDay(red))).toBe(true);
      expect(remainingWorkingDays(calendar, red, due)).toBe(-1);
      expect(remainingWorkingDays(calendar, red - 1, due)).toBe(0);
    }),
  );
});

test("[CA-18] an office's close of business ends a limit in days, never one in hours", () => {
  const due = endOfDay("2026-03-11");
  expect(atCloseOfBusiness(due, "17:30")).toBe(at("2026-03-11", 17.5));
  expect(atCloseOfBusiness(due, "24:00")).toBe(due);
  expect(atCloseOfBusiness(due - 1, "17:30")).toBe(due - 1);
  expect(redFrom(calendar, atCloseOfBusiness(due, "17:30"))).toBe(startOfDay("2026-03-12"));
});
