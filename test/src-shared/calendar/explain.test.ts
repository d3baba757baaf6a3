import fc from "fast-check";
import { expect, test } from "vitest";
import { deadline } from "../../../src-shared/calendar/add-working-time.ts";
import { explainDeadline } from "../../../src-shared/calendar/explain.ts";
import { addDays, endOfDay, hourMs, startOfDay } from "../../../src-shared/kernel/instant.ts";
import { chinaCalendar } from "../../support/resources.ts";

const calendar = chinaCalendar();

test("[CA-19] three working days around the Spring Festival of 2026", () => {
  const explained = explainDeadline(calendar, startOfDay("2026-02-12") + hourMs, { amount: 3, unit: "working-day" });
  const holiday = { counted: false, reason: "holiday", name: "春节" };
  expect(explained).toMatchObject({ due: endOfDay("2026-02-24"), provisional: false, calendarVersion: "CN-2026.1" });
  expect(explained.days).toEqual([
    { date: "2026-02-12", counted: false, reason: "start-day" },
    { date: "2026-02-13", counted: true, reason: "working-day", ordinal: 1 },
    { date: "2026-02-14", counted: true, reason: "make-up-day", name: "春节", ordinal: 2 },
    ...Array.from({ length: 9 }, (_, index) => ({ date: addDays("2026-02-15", index), ...holiday })),
    { date: "2026-02-24", counted: true, reason: "working-day", ordinal: 3 },
  ]);
});

test("[CA-19] [CA-10] calendar days count holidays, and say where the end was moved to", () => {
  const explained = explainDeadline(calendar, startOfDay("2026-09-29"), { amount: 3, unit: "calendar-day" });
  expect(explained.days.slice(0, 5)).toEqual([
    { date: "2026-09-29", counted: false, reason: "start-day" },
    { date: "2026-09-30", counted: true, reason: "calendar-day", ordinal: 1 },
    { date: "2026-10-01", counted: true, reason: "calendar-day", name: "国庆节", ordinal: 2 },
    { date: "2026-10-02", counted: true, reason: "calendar-day", name: "国庆节", ordinal: 3 },
    { date: "2026-10-03", counted: false, reason: "holiday", name: "国庆节" },
  ]);
  expect(explained.days.at(-1)).toEqual({ date: "2026-10-08", counted: false, reason: "moved-end" });
});

test("[CA-19] hours list no days", () => {
  const explained = explainDeadline(calendar, 0, { amount: 24, unit: "hour" });
  expect(explained).toMatchObject({ days: [], due: 24 * hourMs, provisional: true });
});

test("[CA-19] the counted days are exactly the limit and lead to the same due moment", () => {
  const start = fc.integer({ min: startOfDay("2017-12-01"), max: endOfDay("2027-01-31") });
  const limit = fc.record({
    amount: fc.integer({ min: 1, max: 60 }),
    unit: fc.constantFrom("working-day" as const, "calendar-day" as const),
  });
  fc.assert(
    fc.property(start, limit, (at, within) => {
      const { days, due, provisional } = explainDeadline(calendar, at, within);
      expect(due).toBe(deadline(calendar, at, within));
      expect(days.filter((day) => day.counted).map((day) => day.ordinal)).toEqual(
        Array.from({ length: within.amount }, (_, index) => index + 1),
      );
      expect(endOfDay(days.at(-1)?.date ?? "")).toBe(due);
      expect(provisional).toBe(days.some(({ date }) => date < calendar.from || date > calendar.to));
    }),
  );
});
