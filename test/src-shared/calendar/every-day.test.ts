import { expect, test } from "vitest";
import { explainDeadline } from "../../../src-shared/calendar/explain.ts";
import { endOfDay, hourMs, nextDay, startOfDay } from "../../../src-shared/kernel/instant.ts";
import { everyPublishedDay, isWorkedByNotice } from "../../support/published-holidays.ts";
import { chinaCalendar } from "../../support/resources.ts";

const calendar = chinaCalendar();
const days = everyPublishedDay();

test.each([1, 2, 3, 5, 7, 10, 15])("[CA-27] %i working days from every day of 2018 to 2026", (amount) => {
  expect(days).toHaveLength(3287);
  for (const start of days) {
    const explained = explainDeadline(calendar, startOfDay(start) + 10 * hourMs, { amount, unit: "working-day" });
    const after = explained.days.slice(1);
    const counted = after.filter((day) => day.counted);
    const last = counted.at(-1)?.date ?? "";
    expect([start, counted.length, explained.due]).toEqual([start, amount, endOfDay(last)]);
    if (last > "2026-12-31") continue; // the notice for 2027 is not out: the plain rule counts, and says so
    const wrong = after.filter((day) => day.counted !== isWorkedByNotice(day.date));
    expect([start, wrong]).toEqual([start, []]);
    expect(after.map((day) => day.date)).toEqual(daysFrom(start, last));
  }
});

function daysFrom(start: string, last: string): readonly string[] {
  const all: string[] = [];
  for (let day = nextDay(start); day <= last; day = nextDay(day)) all.push(day);
  return all;
}
