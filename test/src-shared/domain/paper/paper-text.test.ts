import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { paperCode, readPaperCode } from "../../../../src-shared/domain/paper/paper-code.ts";
import { paperKinds, paperNameText, papersOf, readPaperName } from "../../../../src-shared/domain/paper/paper-kind.ts";
import { paperText, readPaperText } from "../../../../src-shared/domain/paper/paper-text.ts";

const alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const aCode = fc.tuple(fc.nat(0xffffffff), fc.nat(0xffffffff), fc.nat(0xffffffff)).map((words) => {
  return paperCode(Uint32Array.from(words));
});
const aPaper = fc.constantFrom(
  ...papersOf(["attached", "attached", "notice-issued", "reported"].map((type) => ({ type }))),
);
const aNumber = fc
  .tuple(fc.integer({ min: 11, max: 65 }), fc.integer({ min: 2020, max: 2060 }), fc.nat(9_999_999))
  .map(([place, year, n]) => `${place}-${year}-${String(n).padStart(6, "0")}`);

describe("the code", () => {
  test("[PC-3] is the same for the same hash, for ever", () => {
    expect(paperCode(Uint32Array.of(0, 0, 0))).toBe("2222-2222-2222-2222");
    expect(paperCode(Uint32Array.of(1, 2, 3))).toMatchInlineSnapshot(`"WS7Y-8UPM-792F-S22Y"`);
    expect(paperCode(Uint32Array.of(0xffffffff, 0xffffffff, 0xffffffff))).toMatchInlineSnapshot(
      `"394W-4CX4-ZMBW-JM87"`,
    );
  });

  test("[PC-3] has four groups of four, none of whose characters is taken for another", () => {
    fc.assert(fc.property(aCode, (code) => /^([2-9A-HJKMNP-Z]{4}-){3}[2-9A-HJKMNP-Z]{4}$/.test(code)));
  });

  test("[PC-3] shows one wrong character, and two that changed places", () => {
    const place = fc.nat(15);
    fc.assert(
      fc.property(aCode, place, place, fc.constantFrom(...alphabet), (code, at, other, letter) => {
        const plain = [...code.replaceAll("-", "")];
        const wrong = plain.with(at, letter);
        const turned = plain.with(at, plain[other] ?? "").with(other, plain[at] ?? "");
        expect(readPaperCode(wrong.join(""))).toBe(letter === plain[at] ? code : null);
        // The check itself weighs nothing: changing places with it shows by the sum that it no longer is.
        if (at !== 15 && other !== 15)
          expect(readPaperCode(turned.join(""))).toBe(plain[at] === plain[other] ? code : null);
      }),
    );
  });
});

describe("the text", () => {
  test("[PC-10] what is printed is read back, whatever the input method made of it", () => {
    fc.assert(
      fc.property(aNumber, fc.integer({ min: 1, max: 99_999 }), aPaper, aCode, (number, version, paper, code) => {
        const text = paperText({ number, version, paper, code });
        const claim = { number, version, paper, code };
        expect(readPaperText(text)).toEqual(claim);
        expect(readPaperText(` ${text.toLowerCase().replaceAll(":", "：").replaceAll(".", "。")} `)).toEqual(claim);
        expect(text).toMatch(/^[0-9A-Z:.-]+$/);
      }),
    );
  });

  test("[PC-11] number and code are enough, with any separators, width and case", () => {
    fc.assert(
      fc.property(aNumber, aCode, fc.constantFrom(" ", "  ", " : ", "，", "/"), (number, code, between) => {
        const claim = { number, code, version: null, paper: null };
        for (const typed of [code, code.toLowerCase(), code.replaceAll("-", " "), code.replaceAll("-", "")]) {
          expect(readPaperText(number + between + typed)).toEqual(claim);
        }
        expect(readPaperText(`${number} ${code}`.replaceAll("-", "－"))).toEqual(claim);
        expect(readPaperText(code)).toBe("number-missing");
      }),
    );
  });

  test.each([
    ["37-2026-000123", null],
    ["张建国 焦化", null],
    ["91370900MA3C4D5E6F", null],
    ["11010519491231002X", null],
    ["临-A1B2-0004", null],
    ["12351", null],
    ["6222021234567890", null],
    ["37-2026-000123 2222-2222-2222-2223", "code-mistyped"],
    ["37-2026-000123 2222-2222-2222-222", "code-mistyped"],
    ["37-2026-000123 2222-2222-2222-222O", "code-mistyped"],
    ["2222 2222 2222 2223", "code-mistyped"],
    ["12351:37-2026-000123:17:ORDER:222222222222222", "unreadable"],
    ["12351:37-2026-000123:17:ORDER.1:2222222222222222", "unreadable"],
    ["12351:37-2026-000123:17:NOTICE:2222222222222222", "unreadable"],
    ["12351:37-2026-000123:0:ORDER:2222222222222222", "unreadable"],
    ["12351:hello", "unreadable"],
  ] as const)("[PC-12] %s is read as %s", (text, said) => {
    expect(readPaperText(text)).toBe(said);
  });

  test("[PC-12] no text makes it stumble", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => void readPaperText(text)));
    fc.assert(fc.property(fc.string({ maxLength: 80 }), (text) => void readPaperText(`12351:${text}`)));
  });
});

test("[PC-4] the names of papers are read back, and none other", () => {
  const timeline = Array.from({ length: 12 }, () => ({ type: "attached" }));
  const names = papersOf(timeline);
  expect(names.map(paperNameText).map(readPaperName)).toEqual(names);
  expect(names.filter(({ kind }) => kind === "ATTACHMENT").map(({ n }) => n)).toEqual(timeline.map((_, at) => at + 1));
  expect(paperKinds.length).toBe(24);
  for (const text of ["", "order", "ORDER.1", "NOTICE", "NOTICE.0", "NOTICE.01", "CONSTRUCTOR"]) {
    expect(readPaperName(text)).toBeNull();
  }
});
