import { readFileSync } from "node:fs";
import path from "node:path";
import { Type } from "typebox";
import { Parse } from "typebox/value";

const shape = Type.Record(
  Type.String(),
  Type.Object({ days: Type.Array(Type.Object({ date: Type.String(), isOffDay: Type.Boolean() })) }),
);
const file = path.join(import.meta.dirname, "../resources/china-holidays-2018-2026.json");
const years = Parse(shape, JSON.parse(readFileSync(file, "utf8")));
const isOff = new Map(Object.values(years).flatMap(({ days }) => days.map((day) => [day.date, day.isOffDay] as const)));

/**
 * Whether a day counts by the holiday data as published (docs/sources.md S30), without our calendar or our code: a second
 * opinion for tests.
 */
export function isWorkedByNotice(day: string): boolean {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return !(isOff.get(day) ?? (weekday === 0 || weekday === 6));
}

/** Every day from 2018-01-01 to the end of 2026. */
export function everyPublishedDay(): readonly string[] {
  const first = Date.parse("2018-01-01T12:00:00Z");
  const count = (Date.parse("2027-01-01T12:00:00Z") - first) / 86_400_000;
  return Array.from({ length: count }, (_, at) => new Date(first + at * 86_400_000).toISOString().slice(0, 10));
}
