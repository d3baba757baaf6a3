import fc from "fast-check";
import { Check } from "typebox/value";
import { expect, test } from "vitest";
import { isStorable, optionalText, requiredText, tidyDeep, tidyText } from "../../../src-shared/kernel/text.ts";

const loneHigh = "\uD842";
const loneLow = "\uDFB7";
/** 𠮷, beyond the basic plane: two code units, one character. */
const rare = "\u{20BB7}";

test.each([
  ["white space at the ends", " \u3000\t张三\n ", "张三"],
  ["line ends", "一\r\n二\r三\u2028四\u0085五", "一\n二\n三\n四\n五"],
  ["control characters", "张\u0000三\u0007\u001B[31m\u007F\u009B", "张三[31m"],
  ["tabs and line feeds stay", "一\t二\n三", "一\t二\n三"],
  ["half surrogate pairs", `张${loneHigh}三${loneLow}`, "张\uFFFD三\uFFFD"],
  ["marks that turn the direction", "工资\u202Egpj.exe\u202C\u2066\u2069", "工资gpj.exe"],
  ["right-to-left letters stay", "ئەركىن", "ئەركىن"],
])("[KE-10] %s", (_, typed, tidy) => {
  expect(tidyText(typed)).toBe(tidy);
});

test("[KE-10] tidying twice changes nothing, and what is tidy is taken", () => {
  const anything = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));
  fc.assert(
    fc.property(anything, (typed) => {
      const tidy = tidyText(typed);
      expect(tidyText(tidy)).toBe(tidy);
      expect(Check(optionalText(100_000), tidy)).toBe(true);
      expect(isStorable(tidy)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("[KE-10] every text inside a value is tidied, the shape stays", () => {
  const typed: unknown = JSON.parse('{"a":[" x ",1,null,true],"__proto__":{"b":"\\u0000y"}}');
  expect(JSON.stringify(tidyDeep(typed))).toBe('{"a":["x",1,null,true],"__proto__":{"b":"y"}}');
  expect(Object.getPrototypeOf(tidyDeep(typed))).toBe(Object.prototype);
});

test("[KE-11] letters are composed, names keep their characters", () => {
  expect(tidyText("e\u0301")).toBe("\u00E9");
  for (const name of [`${rare}田`, "\uF92C", "\uFA0C", "\u{2F80A}", "买买提·艾山", "葛\u{E0100}城", "㐂", "〇"])
    expect(tidyText(name)).toBe(name);
});

test.each(["\u0000", "\u0007", "\r", "\u001B", "\u007F", "\u0080", "\u202E", "\u2066"])(
  "[KE-12] %j is refused",
  (mark) => {
    expect(Check(optionalText(10), `a${mark}b`)).toBe(false);
    expect(Check(requiredText(10), `a${mark}b`)).toBe(false);
  },
);

test("[KE-12] something must be said where it is asked for", () => {
  for (const empty of ["", " ", "\n\t", "\u3000\u3000"]) {
    expect(Check(requiredText(10), empty)).toBe(false);
    expect(Check(optionalText(10), empty)).toBe(true);
  }
  expect(Check(requiredText(10), "\n好")).toBe(true);
});

test("[KE-13] lengths count characters", () => {
  expect(Check(requiredText(3), rare.repeat(3))).toBe(true);
  expect(Check(requiredText(3), rare.repeat(4))).toBe(false);
  expect(Check(requiredText(3), `a${"\u0301".repeat(10)}`)).toBe(false);
});

test("[KE-13] a megabyte is judged at once", () => {
  const began = performance.now();
  for (const text of [" ".repeat(1e6), "中".repeat(1e6), `${"\n".repeat(1e6)}x`]) {
    expect(Check(requiredText(8000), text)).toBe(false);
    expect(Check(optionalText(8000), text)).toBe(false);
  }
  expect(tidyText(` ${"中\r\n".repeat(300_000)}`).length).toBe(599_999);
  // Some 30 ms; a check that goes back over what it has read takes hours.
  expect(performance.now() - began).toBeLessThan(10_000);
});

test("[KE-14] what a database refuses cannot be stored", () => {
  for (const good of ["张三", rare, 1, null, true, {}, [], { a: ["b", { c: "d" }] }])
    expect(isStorable(good)).toBe(true);
  for (const bad of [
    "\u0000",
    loneHigh,
    loneLow,
    ["\u0000"],
    { a: { b: loneLow } },
    { "\u0000": 1 },
    { [loneHigh]: 1 },
  ])
    expect(isStorable(bad)).toBe(false);
  expect(isStorable(JSON.parse('{"__proto__":"\\u0000"}'))).toBe(false);
});

test("[KE-14] a value that nests without end is refused, not a stack overflow", () => {
  const nested = (depth: number): unknown => JSON.parse("[".repeat(depth) + "]".repeat(depth));
  expect(isStorable(nested(16))).toBe(true);
  expect(isStorable(nested(17))).toBe(false);
  expect(isStorable(nested(5_000))).toBe(false);
});
