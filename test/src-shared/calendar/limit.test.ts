import { expect, test } from "vitest";
import { formatLimit, parseLimit } from "../../../src-shared/calendar/limit.ts";

test.each([
  ["30min", 30, "minute"],
  ["24h", 24, "hour"],
  ["3wd", 3, "working-day"],
  ["15d", 15, "calendar-day"],
  ["3660d", 3660, "calendar-day"],
])("[CA-6] %s is a limit, and reads back", (text, amount, unit) => {
  const parsed = parseLimit(text);
  expect(parsed).toEqual({ ok: true, value: { amount, unit } });
  if (parsed.ok) expect(formatLimit(parsed.value)).toBe(text);
});

test.each(["", "3", "wd", "0wd", "03wd", "-3wd", "3 wd", "3.5h", "3w", "3wdd", "3661d", "99999d", "三wd", "3wd\n"])(
  "[CA-6] %j is no limit",
  (text) => {
    expect(parseLimit(text)).toEqual({ ok: false, refusal: "not-a-limit" });
  },
);
