import { expect, test } from "vitest";
import { cardOf, nearnessOf } from "../../../src-renderer/ui/due.ts";
import { endOfDay, minuteMs, startOfDay } from "../../../src-shared/kernel/instant.ts";
import { chinaCalendar } from "../../support/resources.ts";

const calendar = chinaCalendar();
const due = endOfDay("2026-03-11");
const start = startOfDay("2026-02-12");

test("[DE-25] yellow when one working day remains, red from the first working day after the limit", () => {
  expect(cardOf(calendar, { start, due }, endOfDay("2026-03-10") - 1)).toBeNull();
  expect(cardOf(calendar, { start, due }, endOfDay("2026-03-10"))).toBe("yellow");
  expect(cardOf(calendar, { start, due }, due)).toBe("red");
  const friday = endOfDay("2026-03-13");
  expect(cardOf(calendar, { start, due: friday }, startOfDay("2026-03-15"))).toBe("yellow");
  expect(cardOf(calendar, { start, due: friday }, startOfDay("2026-03-16"))).toBe("red");
});

test("[DE-5] what is left is said in working days, and in hours or minutes where the limit is one of hours", () => {
  expect(nearnessOf(calendar, startOfDay("2026-03-09"), due)).toEqual({ kind: "days", left: 2 });
  expect(nearnessOf(calendar, due - 1, due)).toEqual({ kind: "days", left: 0 });
  expect(nearnessOf(calendar, due, due)).toEqual({ kind: "over", days: 1 });
  const noon = startOfDay("2026-03-11") + 12 * 60 * minuteMs;
  expect(nearnessOf(calendar, noon - 90 * minuteMs, noon)).toEqual({ kind: "hours", left: 1 });
  expect(nearnessOf(calendar, noon - 20 * minuteMs, noon)).toEqual({ kind: "minutes", left: 20 });
});
