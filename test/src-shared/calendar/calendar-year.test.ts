import { expect, test } from "vitest";
import { parseCalendar } from "../../../src-shared/calendar/calendar-schema.ts";
import { checkCalendarYear, withCalendarYear } from "../../../src-shared/calendar/calendar-year.ts";
import { dayNumberOf, isWeekend } from "../../../src-shared/calendar/day-number.ts";
import { isWorkingDay, type CalendarDay } from "../../../src-shared/calendar/working-calendar.ts";
import { year2027 as plainYear } from "../../support/calendar-2027.ts";
import { addDays } from "../../../src-shared/kernel/instant.ts";
import { chinaCalendar } from "../../support/resources.ts";

const calendar = chinaCalendar();

const holidays = {
  ...plainYear.days,
  "2026-12-31": { off: true, name: "元旦" },
  "2027-01-31": { off: false, name: "春节" },
};
const year2027 = { ...plainYear, days: holidays };

test("[CA-20] a sound year is accepted, the next one and one already there", () => {
  expect(checkCalendarYear(calendar, year2027)).toEqual({ ok: true, value: year2027 });
  const days = Object.fromEntries(Object.entries(calendar.days).filter(([day]) => day.startsWith("2020")));
  expect(checkCalendarYear(calendar, { year: 2020, notices: ["x"], days }).ok).toBe(true);
});

test.each([
  ["not-a-calendar-year", "{}"],
  ["not-a-calendar-year", null],
  ["not-a-calendar-year", { ...year2027, notices: [] }],
  ["not-a-calendar-year", { ...year2027, days: { tomorrow: { off: true, name: "x" } } }],
  ["not-a-calendar-year", { ...year2027, days: { ...holidays, "2027-10-02": { off: "yes", name: "国庆节" } } }],
  ["no-such-day", { ...year2027, days: { ...holidays, "2027-02-30": { off: true, name: "春节" } } }],
  ["gap", { ...year2027, year: 2028 }],
  ["wrong-year", { ...year2027, year: 2026 }],
  ["wrong-year", { ...year2027, days: { ...holidays, "2026-11-30": { off: true, name: "元旦" } } }],
  ["holiday-missing", { ...year2027, days: { "2027-01-01": { off: true, name: "元旦" } } }],
  ["holiday-missing", { ...year2027, days: { ...holidays, "2027-10-01": { off: false, name: "国庆节" } } }],
  ["holiday-broken", { ...year2027, days: { ...holidays, "2027-10-05": { off: true, name: "国庆节" } } }],
  ["holiday-broken", { ...year2027, days: { ...holidays, "2027-01-02": { off: false, name: "元旦" } } }],
])("[CA-20] refused as %s", (refusal, value) => {
  expect(checkCalendarYear(calendar, value)).toEqual({ ok: false, refusal });
});

test("[CA-21] a year added reaches from its last December on", () => {
  const longer = withCalendarYear(calendar, year2027, "CN-2027.1");
  expect(longer).toMatchObject({ version: "CN-2027.1", from: "2018-01-01", to: "2027-12-31" });
  expect(isWorkingDay(longer, "2026-12-31")).toBe(false);
  expect(isWorkingDay(longer, "2027-01-31")).toBe(true);
  expect(isWorkingDay(calendar, "2026-12-31")).toBe(true);
  expect(longer.notices?.["2027"]).toEqual(plainYear.notices);
  expect(parseCalendar(longer).ok).toBe(true);
});

test("[CA-21] a year replaced loses its own days, not the December that the next year set", () => {
  const days = { "2018-01-01": { off: true, name: "元旦" } };
  const changed = withCalendarYear(calendar, { year: 2018, notices: ["x"], days }, "CN-2026.2");
  expect(isWorkingDay(changed, "2018-02-15")).toBe(true);
  expect(isWorkingDay(changed, "2018-12-31")).toBe(false);
  expect(isWorkingDay(changed, "2018-12-29")).toBe(true);
  expect(changed.to).toBe("2026-12-31");
});

test.each([
  ["not-a-calendar", { ...calendar, days: [] }],
  ["not-a-calendar", { ...calendar, version: undefined }],
  ["not-a-calendar", { ...calendar, surprise: 1 }],
  ["no-such-day", { ...calendar, to: "2026-13-01" }],
  ["outside-span", { ...calendar, to: "2026-05-01" }],
  ["outside-span", { ...calendar, from: "2027-01-01", days: {} }],
])("[CA-25] a calendar refused as %s", (refusal, value) => {
  expect(parseCalendar(value)).toEqual({ ok: false, refusal });
});

test.each([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026])(
  "[CA-20] the notice of %i is sound, and any lost line in the middle of a holiday is noticed",
  (year) => {
    const days = Object.entries(calendar.days).filter(([day]) => day.startsWith(String(year)));
    const check = (kept: typeof days) =>
      checkCalendarYear(calendar, { year, notices: ["x"], days: Object.fromEntries(kept) });
    expect(check(days)).toMatchObject({ ok: true });
    for (const [lost] of days.filter(([day, { off }]) => off && isMiddle(days, day)))
      expect(check(days.filter(([day]) => day !== lost)), lost).toEqual({ ok: false, refusal: "holiday-broken" });
  },
);

/** A weekday off between two days off of the same holiday: without its line it would be worked. */
function isMiddle(days: readonly (readonly [string, CalendarDay])[], day: string): boolean {
  const off = new Map(days.filter(([, { off: isOff }]) => isOff).map(([one, { name }]) => [one, name]));
  const isWeekday = !isWeekend(dayNumberOf(day));
  return isWeekday && [addDays(day, -1), addDays(day, 1)].every((one) => off.get(one) === off.get(day));
}
