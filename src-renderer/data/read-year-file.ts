import { checkCalendarYear, type CalendarYear } from "../../src-shared/calendar/calendar-year.ts";
import type { WorkingCalendar } from "../../src-shared/calendar/working-calendar.ts";
import type { ProposalRefusal } from "../../src-shared/domain/reference/proposal.ts";

/** Why a file is no year of the calendar: what is wrong with the file itself, or with what it says. */
export type YearFileFault =
  | Readonly<{ is: "unreadable" | "too-large" | "not-utf8" | "not-json" }>
  | Readonly<{ is: "day-twice"; day: string }>
  | Readonly<{ is: "refused"; refusal: ProposalRefusal }>;

export type YearFile = Readonly<{ ok: true; year: CalendarYear }> | Readonly<{ ok: false; fault: YearFileFault }>;

/** Bytes. A year of State Council notices takes about five thousand. */
const largest = 256 * 1024;

/**
 * Reads a year of the calendar from a file that an administrator chose: whole and sound, or not at all.
 * @see docs/spec/administration.md AD-53, docs/spec/calendar.md CA-20
 */
export async function readYearFile(file: Blob, calendar: WorkingCalendar): Promise<YearFile> {
  if (file.size > largest) return faulty({ is: "too-large" });
  const bytes = await file.arrayBuffer().catch(() => null);
  if (bytes === null) return faulty({ is: "unreadable" });
  const text = utf8(bytes);
  if (text === null) return faulty({ is: "not-utf8" });
  const value = json(text);
  if (value === undefined) return faulty({ is: "not-json" });
  const day = dayTwice(text);
  if (day !== undefined) return faulty({ is: "day-twice", day });
  const checked = checkCalendarYear(calendar, value);
  if (checked.ok) return { ok: true, year: checked.value };
  return faulty({ is: "refused", refusal: checked.refusal === "gap" ? "calendar-gap" : checked.refusal });
}

function faulty(fault: YearFileFault): YearFile {
  return { ok: false, fault };
}

/** The text without the mark that Notepad writes before it; null when the bytes are of another encoding. */
function utf8(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function json(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** JSON keeps the last of two members with one name and says nothing, so they are looked for in the text. */
function dayTwice(text: string): string | undefined {
  const days = [...text.matchAll(/"(\d{4}-\d{2}-\d{2})"\s*:/g)].map(([, day]) => day);
  return days.find((day, at) => days.indexOf(day) !== at);
}
