import { expect, test } from "vitest";
import { dayReason, isWorkingDay } from "../../../src-shared/calendar/working-calendar.ts";
import { addDays, weekday } from "../../../src-shared/kernel/instant.ts";
import { chinaCalendar, readResource } from "../../support/resources.ts";

const calendar = chinaCalendar();

function everyDay(): string[] {
  const days: string[] = [];
  for (let day = calendar.from; day <= calendar.to; day = addDays(day, 1)) days.push(day);
  return days;
}

test("[CA-1] [CA-2] [CA-3] every day of 2018 to 2026 is what the notices and the week make it", () => {
  const { days } = readResource("calendar/china-2018-2026.json") as { days: Record<string, { off: boolean }> };
  expect(everyDay()).toHaveLength(3287);
  for (const day of everyDay()) {
    const isWeekend = weekday(day) === 0 || weekday(day) === 6;
    const expected = days[day] === undefined ? !isWeekend : !days[day].off;
    expect([day, isWorkingDay(calendar, day)]).toEqual([day, expected]);
    expect([day, dayReason(calendar, day).counted]).toEqual([day, expected]);
  }
});

test("[CA-1] the plain week", () => {
  expect(dayReason(calendar, "2026-03-11")).toEqual({ counted: true, reason: "working-day" });
  expect(dayReason(calendar, "2026-03-14")).toEqual({ counted: false, reason: "weekend" });
  expect(dayReason(calendar, "2026-03-15")).toEqual({ counted: false, reason: "weekend" });
});

test("[CA-2] a holiday on a weekday and on a weekend", () => {
  expect(dayReason(calendar, "2026-02-18")).toEqual({ counted: false, reason: "holiday", name: "春节" });
  expect(dayReason(calendar, "2018-02-17")).toEqual({ counted: false, reason: "holiday", name: "春节" });
  expect(dayReason(calendar, "2020-01-31")).toEqual({ counted: false, reason: "holiday", name: "春节" });
  expect(dayReason(calendar, "2020-02-02")).toEqual({ counted: false, reason: "holiday", name: "春节" });
  expect(dayReason(calendar, "2020-02-03")).toEqual({ counted: true, reason: "working-day" });
});

test.each(["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"])(
  "[CA-3] %s is a weekend day that is worked",
  (day) => {
    expect(dayReason(calendar, day)).toMatchObject({ counted: true, reason: "make-up-day" });
  },
);

test("[CA-5] outside the calendar the plain week counts", () => {
  expect(dayReason(calendar, "2027-01-01")).toEqual({ counted: true, reason: "working-day" });
  expect(dayReason(calendar, "2027-01-02")).toEqual({ counted: false, reason: "weekend" });
  expect(isWorkingDay(calendar, "1969-12-31")).toBe(true);
  expect(isWorkingDay(calendar, "1969-12-28")).toBe(false);
});
