import { expect, test } from "vitest";
import { readYearFile } from "../../../src-renderer/data/read-year-file.ts";
import { year2027 } from "../../support/calendar-2027.ts";
import { chinaCalendar } from "../../support/resources.ts";

const calendar = chinaCalendar();
const read = (...parts: ConstructorParameters<typeof Blob>[0] & object): Promise<unknown> =>
  readYearFile(new Blob(parts), calendar);
const text = JSON.stringify(year2027, null, 2);
const fault = (is: string, more: object = {}): object => ({ ok: false, fault: { is, ...more } });

test("[AD-53] a sound file is read whole, also with the mark that Notepad writes", async () => {
  expect(await read(text)).toEqual({ ok: true, year: year2027 });
  expect(await read(new Uint8Array([0xef, 0xbb, 0xbf]), text)).toEqual({ ok: true, year: year2027 });
});

test("[AD-53] a file cut off anywhere is refused", async () => {
  const bytes = new TextEncoder().encode(text);
  for (let end = 0; end < bytes.length; end += 7) {
    const { ok, fault: found } = (await read(bytes.slice(0, end))) as { ok: boolean; fault: { is: string } };
    expect([ok, ["not-json", "not-utf8"].includes(found.is)]).toEqual([false, true]);
  }
});

test("[AD-53] another encoding, another kind and a file of any size are refused in words of their own", async () => {
  const utf16 = new Uint8Array([...text].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8]));
  expect(await read(new Uint8Array([0xff, 0xfe]), utf16)).toEqual(fault("not-utf8"));
  expect(await read('{"name":"', new Uint8Array([0xb4, 0xba, 0xbd, 0xda]), '"}')).toEqual(fault("not-utf8"));
  expect(await read(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]))).toEqual(fault("not-utf8"));
  expect(await read("<html></html>")).toEqual(fault("not-json"));
  expect(await read("2027-10-01,国庆节")).toEqual(fault("not-json"));
  expect(await read(text, " ".repeat(300_000))).toEqual(fault("too-large"));
  for (const other of ["null", "[]", "1", "{}", '{"kind":"policy"}', `[${text}]`])
    expect(await read(other)).toEqual(fault("refused", { refusal: "not-a-calendar-year" }));
});

test("[AD-53] a file that went away is said to be so", async () => {
  const gone = new Blob([text]);
  Object.defineProperty(gone, "arrayBuffer", { value: () => Promise.reject(new Error("NotReadableError")) });
  expect(await readYearFile(gone, calendar)).toEqual(fault("unreadable"));
});

test("[AD-53] a day that stands twice is named, for JSON would keep the last and say nothing", async () => {
  const twice = text.replace('"2027-10-01"', '"2027-10-01": { "off": false, "name": "国庆节" },\n    "2027-10-01"');
  expect(JSON.parse(twice)).toEqual(year2027);
  expect(await read(twice)).toEqual(fault("day-twice", { day: "2027-10-01" }));
});

test("[AD-53] a gap of years, another year's days and a lost line are refused", async () => {
  const refusalOf = async (value: object): Promise<unknown> => read(JSON.stringify(value));
  const refused = (refusal: string): object => fault("refused", { refusal });
  expect(await refusalOf({ ...year2027, year: 2029 })).toEqual(refused("calendar-gap"));
  expect(await refusalOf({ ...year2027, year: 2026 })).toEqual(refused("wrong-year"));
  const days = { ...year2027.days, "2027-10-05": { off: true, name: "国庆节" } };
  expect(await refusalOf({ ...year2027, days })).toEqual(refused("holiday-broken"));
});
