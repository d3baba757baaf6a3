import { afterAll, beforeAll, expect, test } from "vitest";
import { everyPublishedDay, isWorkedByNotice } from "../../support/published-holidays.ts";
import { startProvince, type TestProvince } from "../support/province.ts";

type Explained = Readonly<{ due: string; days: readonly { date: string; counted: boolean; reason: string }[] }>;

let home: TestProvince;
beforeAll(async () => {
  home = await startProvince();
});
afterAll(() => home.close());

async function explain(start: string, limit: string): Promise<Explained> {
  const answer = await home.app.inject({ url: "/api/calendar/explain", query: { start, limit } });
  expect(answer.statusCode).toBe(200);
  return answer.json<Explained>();
}

test.each([
  ["2020-05-15", "2020-05-20", "2020-06-05"],
  ["2020-09-28", "2020-10-09", "2020-10-26"],
  ["2020-01-21", "2020-02-03", "2020-02-19"],
  ["2025-09-26", "2025-09-30", "2025-10-23"],
  ["2026-02-12", "2026-02-24", "2026-03-11"],
])("[CA-26] golden vector by the route: dispatched %s", async (dispatched, accept, complete) => {
  for (const [limit, last] of [
    ["3wd", accept],
    ["15wd", complete],
  ] as const) {
    const { due, days } = await explain(`${dispatched}T10:00:00+08:00`, limit);
    expect(due).toMatch(/^\d{4}-\d\d-\d\dT00:00:00\+08:00$/);
    expect(Date.parse(due)).toBe(Date.parse(`${last}T00:00:00+08:00`) + 86_400_000);
    expect(days[0]).toEqual({ date: dispatched, counted: false, reason: "start-day" });
    expect(days.at(-1)?.date).toBe(last);
    expect(days.filter((day) => day.counted)).toHaveLength(Number.parseInt(limit, 10));
  }
});

test("[CA-26] hours and calendar days, moments in other zones, and a plus that an address turned into a space", async () => {
  expect(await explain("2026-02-12T10:00:00+08:00", "24h")).toMatchObject({
    due: "2026-02-13T10:00:00+08:00",
    days: [],
  });
  expect((await explain("2026-03-02", "15d")).due).toBe("2026-03-18T00:00:00+08:00");
  expect((await explain("2026-02-12T02:00:00Z", "3wd")).due).toBe("2026-02-25T00:00:00+08:00");
  const bare = await home.app.inject({ url: "/api/calendar/explain?start=2026-02-12T10:00:00+08:00&limit=3wd" });
  expect(bare.json<Explained>().due).toBe("2026-02-25T00:00:00+08:00");
});

test.each([
  ["tomorrow", "3wd", 422, "start-unreadable"],
  ["2026-02-30", "3wd", 422, "start-unreadable"],
  ["2026-02-30T10:00:00+08:00", "3wd", 422, "start-unreadable"],
  ["2026-02-12T10:00", "3wd", 422, "start-unreadable"],
  ["2026-02-12T25:00:00Z", "3wd", 422, "start-unreadable"],
  ["9999-12-31", "3wd", 422, "start-unreadable"],
  ["", "3wd", 422, "start-unreadable"],
  ["2026-02-12", "3", 422, "limit-unreadable"],
  ["2026-02-12", "0wd", 422, "limit-unreadable"],
  ["2026-02-12", "-3wd", 422, "limit-unreadable"],
  ["2026-02-12", "9999wd", 422, "limit-unreadable"],
  ["2026-02-12", "3 weeks", 422, "limit-unreadable"],
  ["2026-02-12", "x".repeat(1000), 400, "bad-request"],
])("[CA-26] start %s and limit %s are refused in words", async (start, limit, status, name) => {
  const answer = await home.app.inject({ url: "/api/calendar/explain", query: { start, limit } });
  expect([answer.statusCode, answer.json<{ name: string }>().name]).toEqual([status, name]);
  expect((await home.app.inject({ url: "/api/calendar/explain" })).statusCode).toBe(400);
});

test("[CA-26] who asks too much waits, signed in or not", async () => {
  const strict = await startProvince({ limits: { requestsPerMinute: 3, signInsPerMinute: 3 } });
  const url = "/api/calendar/explain?start=2026-03-02&limit=3wd";
  const statuses: number[] = [];
  for (let at = 0; at < 5; at += 1) statuses.push((await strict.app.inject({ url })).statusCode);
  await strict.close();
  expect(statuses).toEqual([200, 200, 200, 429, 429]);
});

test("[CA-27] by the route: every day of 2018 to 2026, limits of 1 to 15 working days in turn", async () => {
  for (const [at, start] of everyPublishedDay().entries()) {
    const amount = (at % 15) + 1;
    const { days, due } = await explain(start, `${amount}wd`);
    const counted = days.filter((day) => day.counted).map((day) => day.date);
    expect([start, counted.length, Date.parse(due)]).toEqual([
      start,
      amount,
      Date.parse(`${counted.at(-1)}T00:00:00+08:00`) + 86_400_000,
    ]);
    const known = days.slice(1).filter((day) => day.date <= "2026-12-31");
    expect(known.filter((day) => day.counted !== isWorkedByNotice(day.date))).toEqual([]);
  }
}, 60_000);
