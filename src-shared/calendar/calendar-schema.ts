import { Type } from "typebox";
import { Check } from "typebox/value";
import { isDay } from "../kernel/instant.ts";
import { accept, refuse, type Result } from "../kernel/result.ts";
import type { WorkingCalendar } from "./working-calendar.ts";

const dayPattern = "^\\d{4}-\\d{2}-\\d{2}$";
const yearPattern = "^\\d{4}$";
const name = Type.String({ minLength: 1, maxLength: 40 });

export const calendarDaysSchema = Type.Record(
  Type.String({ pattern: dayPattern }),
  Type.Object({ off: Type.Boolean(), name }, { additionalProperties: false }),
  { additionalProperties: false },
);

/** Schema of a calendar as the province publishes it and as resources/calendar keeps it. */
export const workingCalendarSchema = Type.Object(
  {
    version: Type.String({ minLength: 1, maxLength: 40 }),
    from: Type.String({ pattern: dayPattern }),
    to: Type.String({ pattern: dayPattern }),
    days: calendarDaysSchema,
    notices: Type.Optional(
      Type.Record(Type.String({ pattern: yearPattern }), Type.Array(Type.String({ maxLength: 300 })), {
        additionalProperties: false,
      }),
    ),
    english: Type.Optional(Type.Record(Type.String(), name)),
  },
  { additionalProperties: false },
);

export type CalendarRefusal = "not-a-calendar" | "no-such-day" | "outside-span";

/**
 * Reads a calendar that came from a file or the wire.
 * Refuses: `not-a-calendar` (another shape), `no-such-day` (2026-02-30), `outside-span` (a day before `from` or after
 * `to`).
 */
export function parseCalendar(value: unknown): Result<WorkingCalendar, CalendarRefusal> {
  if (!Check(workingCalendarSchema, value)) return refuse("not-a-calendar");
  const days = Object.keys(value.days);
  if (![value.from, value.to, ...days].every(isDay)) return refuse("no-such-day");
  if (value.from > value.to || days.some((day) => day < value.from || day > value.to)) return refuse("outside-span");
  return accept(value);
}
