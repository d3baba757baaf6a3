// Makes resources/calendar/china-2018-2026.json from holiday-cn's yearly data joined into one file:
// {"2018": {"papers": [address], "days": [{"name", "date", "isOffDay"}]}, …}. See docs/sources.md S12 and S30.
import { Type, type Static } from "typebox";
import { Parse } from "typebox/value";
import { checkCalendarYear, withCalendarYear } from "../../src-shared/calendar/calendar-year.ts";
import type { WorkingCalendar } from "../../src-shared/calendar/working-calendar.ts";
import { inputFile, readJson, writeResource } from "./resource-file.ts";

const givenYear = Type.Object({
  papers: Type.Array(Type.String()),
  days: Type.Array(Type.Object({ name: Type.String(), date: Type.String(), isOffDay: Type.Boolean() })),
});
const given = Parse(Type.Record(Type.String({ pattern: "^\\d{4}$" }), givenYear), readJson(inputFile()));

const english = {
  元旦: "New Year",
  春节: "Spring Festival",
  清明节: "Qingming",
  劳动节: "Labour Day",
  端午节: "Dragon Boat Festival",
  中秋节: "Mid-Autumn",
  国庆节: "National Day",
  "国庆节、中秋节": "National Day, Mid-Autumn",
  "中秋节、国庆节": "Mid-Autumn, National Day",
};

function addYear(calendar: WorkingCalendar, [year, said]: [string, Static<typeof givenYear>]): WorkingCalendar {
  const days = Object.fromEntries(said.days.map(({ date, isOffDay, name }) => [date, { off: isOffDay, name }]));
  const checked = checkCalendarYear(calendar, { year: Number(year), notices: said.papers, days });
  if (!checked.ok) throw new Error(`${year}: ${checked.refusal}`);
  return withCalendarYear(calendar, checked.value, calendar.version);
}

const years = Object.entries(given).sort(([a], [b]) => Number(a) - Number(b));
const empty: WorkingCalendar = { version: "CN-2026.1", from: "2018-01-01", to: "2018-12-31", days: {}, english };
const calendar = years.reduce(addYear, empty);
const days = Object.entries(calendar.days).map(([day, said]) => `    "${day}": ${JSON.stringify(said)}`);
const head = JSON.stringify({ ...calendar, days: undefined }, undefined, 2);
const tail = `,\n  "days": {\n${days.join(",\n")}\n  }\n}\n`;
writeResource(`calendar/china-${calendar.from.slice(0, 4)}-${calendar.to.slice(0, 4)}.json`, head.replace(/\n}$/, tail));
