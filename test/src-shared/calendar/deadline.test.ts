import fc from "fast-check";
import { expect, test } from "vitest";
import {
  deadline,
  extendedDeadline,
  isProvisional,
  resumedDeadline,
} from "../../../src-shared/calendar/add-working-time.ts";
import { redFrom, yellowFrom } from "../../../src-shared/calendar/card-moments.ts";
import type { Limit } from "../../../src-shared/calendar/limit.ts";
import { workingDaysBetween } from "../../../src-shared/calendar/working-days-between.ts";
import { chinaDay, dayMs, endOfDay, hourMs, startOfDay } from "../../../src-shared/kernel/instant.ts";
import { chinaCalendar } from "../../support/resources.ts";

const calendar = chinaCalendar();
const workingDays = (amount: number): Limit => ({ amount, unit: "working-day" });
const calendarDays = (amount: number): Limit => ({ amount, unit: "calendar-day" });
const tenOClock = (day: string): number => startOfDay(day) + 10 * hourMs;
const lastDay = (start: number, limit: Limit): string => chinaDay(deadline(calendar, start, limit) - 1);

test.each([
  ["2020-05-15", "2020-05-20", "2020-06-04", "2020-06-05", "2020-06-08"],
  ["2020-09-28", "2020-10-09", "2020-10-23", "2020-10-26", "2020-10-27"],
  ["2020-01-21", "2020-02-03", "2020-02-18", "2020-02-19", "2020-02-20"],
  ["2025-09-26", "2025-09-30", "2025-10-22", "2025-10-23", "2025-10-24"],
  ["2026-02-12", "2026-02-24", "2026-03-10", "2026-03-11", "2026-03-12"],
])("[CA-11] [CA-7] golden vector: dispatched %s", (dispatched, ...dates) => {
  const [accept = "", yellow = "", complete = "", red = ""] = dates;
  const start = tenOClock(dispatched);
  const due = deadline(calendar, start, workingDays(15));
  expect(deadline(calendar, start, workingDays(3))).toBe(endOfDay(accept));
  expect(due).toBe(endOfDay(complete));
  expect(yellowFrom(calendar, start, due)).toBe(endOfDay(yellow));
  expect(redFrom(calendar, due)).toBe(startOfDay(red));
});

test("[CA-4] the last millisecond of a day belongs to it, 24:00 to the next", () => {
  expect(lastDay(startOfDay("2026-03-09"), workingDays(1))).toBe("2026-03-10");
  expect(lastDay(endOfDay("2026-03-09") - 1, workingDays(1))).toBe("2026-03-10");
  expect(lastDay(endOfDay("2026-03-09"), workingDays(1))).toBe("2026-03-11");
});

test("[CA-4] the day is China's, whatever the machine's zone", () => {
  const evening = Date.UTC(2026, 2, 9, 16, 0);
  expect(lastDay(evening, workingDays(1))).toBe("2026-03-11");
  expect(lastDay(evening - 1, workingDays(1))).toBe("2026-03-10");
});

test.each([
  ["a weekend", "2026-03-14", "2026-03-16"],
  ["a holiday", "2026-10-03", "2026-10-08"],
  ["a holiday before a make-up day", "2026-02-23", "2026-02-24"],
  ["a Friday before a make-up Saturday", "2026-02-27", "2026-02-28"],
  ["a make-up day", "2026-02-14", "2026-02-24"],
  ["the last day of a year", "2025-12-31", "2026-01-04"],
])("[CA-8] dispatched on %s", (_, dispatched, expected) => {
  expect(lastDay(tenOClock(dispatched), workingDays(1))).toBe(expected);
});

test("[CA-9] hours run at once, through nights and holidays", () => {
  const start = tenOClock("2026-02-16") + 123;
  expect(deadline(calendar, start, { amount: 24, unit: "hour" })).toBe(start + dayMs);
  expect(deadline(calendar, start, { amount: 30, unit: "minute" })).toBe(start + hourMs / 2);
});

test.each([
  ["2026-03-02", 15, "2026-03-17"],
  ["2026-03-01", 13, "2026-03-16"],
  ["2026-02-10", 7, "2026-02-24"],
  ["2026-02-21", 7, "2026-02-28"],
  ["2026-09-10", 15, "2026-09-28"],
])("[CA-10] %s and %i calendar days", (dispatched, amount, expected) => {
  expect(lastDay(tenOClock(dispatched), calendarDays(amount))).toBe(expected);
});

test("[CA-12] an extension counts from the old last day", () => {
  const due = endOfDay("2026-03-11");
  expect(extendedDeadline(calendar, due, workingDays(7))).toBe(endOfDay("2026-03-20"));
  expect(extendedDeadline(calendar, due, calendarDays(2))).toBe(endOfDay("2026-03-13"));
  expect(extendedDeadline(calendar, due, { amount: 2, unit: "hour" })).toBe(due + 2 * hourMs);
});

test("[CA-12] a limit and its extension are as long as their sum", () => {
  fc.assert(
    fc.property(start(), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), (at, first, more) => {
      const due = deadline(calendar, at, workingDays(first));
      expect(extendedDeadline(calendar, due, workingDays(more))).toBe(
        deadline(calendar, at, workingDays(first + more)),
      );
    }),
  );
});

test("[CA-13] a pause moves the end by what was paused", () => {
  const due = endOfDay("2026-03-11");
  const pause = { from: tenOClock("2026-03-05"), until: tenOClock("2026-03-10") };
  expect(resumedDeadline(calendar, { due, unit: "working-day" }, pause)).toBe(endOfDay("2026-03-16"));
  expect(resumedDeadline(calendar, { due, unit: "calendar-day" }, pause)).toBe(endOfDay("2026-03-16"));
  expect(resumedDeadline(calendar, { due: pause.from + 5, unit: "hour" }, pause)).toBe(pause.until + 5);
  expect(resumedDeadline(calendar, { due: pause.from + 5, unit: "minute" }, pause)).toBe(pause.until + 5);
});

test("[CA-13] a pause within a day, and one after the end, move nothing", () => {
  const due = endOfDay("2026-03-11");
  const clock = { due, unit: "working-day" } as const;
  expect(resumedDeadline(calendar, clock, { from: tenOClock("2026-03-05"), until: tenOClock("2026-03-05") + 1 })).toBe(
    due,
  );
  expect(resumedDeadline(calendar, clock, { from: due, until: due + 9 * dayMs })).toBe(due);
});

test("[CA-5] beyond the calendar an answer is provisional, never refused", () => {
  const lastSure = tenOClock("2026-12-10");
  expect(lastDay(lastSure, workingDays(15))).toBe("2026-12-31");
  expect(isProvisional(calendar, lastSure, deadline(calendar, lastSure, workingDays(15)))).toBe(false);
  expect(isProvisional(calendar, lastSure, deadline(calendar, lastSure, workingDays(16)))).toBe(true);
  expect(isProvisional(calendar, tenOClock("2017-12-29"), endOfDay("2018-01-05"))).toBe(true);
});

test("[CA-7] the working days between start and due are the limit, and the last one is worked", () => {
  fc.assert(
    fc.property(start(), fc.integer({ min: 1, max: 60 }), (at, amount) => {
      const due = deadline(calendar, at, workingDays(amount));
      expect(workingDaysBetween(calendar, at, due - 1)).toBe(amount);
      expect(workingDaysBetween(calendar, at, due - dayMs - 1)).toBe(amount - 1);
    }),
  );
});

test("[CA-7] a later start never ends earlier", () => {
  fc.assert(
    fc.property(start(), fc.nat({ max: 10 * dayMs }), fc.integer({ min: 1, max: 60 }), (at, later, amount) => {
      for (const limit of [workingDays(amount), calendarDays(amount)]) {
        expect(deadline(calendar, at + later, limit)).toBeGreaterThanOrEqual(deadline(calendar, at, limit));
      }
    }),
  );
});

test("[CA-7] a moment that is none is a bug", () => {
  expect(() => deadline(calendar, Number.NaN, workingDays(1))).toThrow("a limit starts at a moment");
});

function start(): fc.Arbitrary<number> {
  return fc.integer({ min: startOfDay("2018-01-01"), max: endOfDay("2027-06-30") });
}
