import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addDays,
  chinaDay,
  dayMs,
  endOfDay,
  isDay,
  nextDay,
  startOfDay,
  toChinaIso,
  toChinaText,
  toDueText,
  weekday,
} from "../../../src-shared/kernel/instant.ts";
import { chinaTime } from "../../support/orders.ts";

const midnight = chinaTime("2026-03-12 00:00");
const anyMoment = fc.integer({ min: Date.UTC(1970, 0, 2), max: Date.UTC(2200, 0, 1) });

test("[KE-1] a day ends where the next begins", () => {
  expect(chinaDay(midnight - 1)).toBe("2026-03-11");
  expect(chinaDay(midnight)).toBe("2026-03-12");
  expect(endOfDay("2026-03-11")).toBe(midnight);
  expect(startOfDay("2026-03-12")).toBe(midnight);
  expect(weekday("2026-03-12")).toBe(4);
  expect(weekday("2026-03-15")).toBe(0);
});

test("[KE-1] every moment lies within its own day", () => {
  fc.assert(
    fc.property(anyMoment, (at) => {
      const day = chinaDay(at);
      expect(startOfDay(day) <= at && at < endOfDay(day)).toBe(true);
      expect(endOfDay(day) - startOfDay(day)).toBe(dayMs);
      expect(nextDay(day)).toBe(chinaDay(at + dayMs));
      expect(addDays(nextDay(day), -1)).toBe(day);
    }),
  );
});

test("[KE-2] a day exists or is none", () => {
  for (const day of ["2024-02-29", "2026-12-31", "1970-01-01"]) expect(isDay(day)).toBe(true);
  for (const text of [
    "2026-02-29",
    "2026-02-30",
    "2026-13-01",
    "2026-00-10",
    "2026-1-1",
    "20260101",
    "",
    " 2026-01-01",
  ])
    expect(isDay(text)).toBe(false);
});

test("[KE-2] days are counted over months and leap years", () => {
  expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
  expect(addDays("2025-12-31", 1)).toBe("2026-01-01");
  expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
});

test.each([
  ["the end of a day", midnight, "2026-03-11 24:00"],
  ["a millisecond before it", midnight - 1, "2026-03-11 23:59"],
  ["a millisecond after it", midnight + 1, "2026-03-12 00:00"],
  ["half a minute after it", midnight + 30_000, "2026-03-12 00:00"],
  ["the first minute", midnight + 60_000, "2026-03-12 00:01"],
  ["the end of a year", chinaTime("2026-01-01 00:00"), "2025-12-31 24:00"],
  ["the end of a leap day", chinaTime("2024-03-01 00:00"), "2024-02-29 24:00"],
  ["the close of business", chinaTime("2026-03-11 17:30"), "2026-03-11 17:30"],
])("[KE-3] a due time at %s", (_, due, text) => {
  expect(toDueText(due)).toBe(text);
});

test("[KE-3] other moments keep their own day", () => {
  expect(toChinaText(midnight)).toBe("2026-03-12 00:00");
  expect(toChinaIso(midnight)).toBe("2026-03-12T00:00:00+08:00");
});
