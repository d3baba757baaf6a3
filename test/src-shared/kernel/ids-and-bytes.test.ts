import fc from "fast-check";
import { Check } from "typebox/value";
import { expect, test } from "vitest";
import { canonicalJson } from "../../../src-shared/kernel/canonical-json.ts";
import { crc32c } from "../../../src-shared/kernel/crc32c.ts";
import { actionIdSchema, officeIdSchema, sha256Schema } from "../../../src-shared/kernel/ids.ts";
import { assertNever, invariant, InvariantBroken } from "../../../src-shared/kernel/invariant.ts";
import { fromUtf8, utf8 } from "../../../src-shared/kernel/utf8.ts";
import { uuidV7 } from "../../../src-shared/kernel/uuid.ts";

const tenBytes = (byte: number): Uint8Array => new Uint8Array(10).fill(byte);

test("[KE-4] the example of RFC 9562", () => {
  const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
  expect(uuidV7(0x017f22e279b0, random)).toBe("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
});

test("[KE-4] version and variant stand whatever the random bytes", () => {
  const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  const bytes = fc.uint8Array({ minLength: 10, maxLength: 16 });
  fc.assert(
    fc.property(fc.integer({ min: -1e15, max: 9e15 }), bytes, (at, random) => {
      expect(uuidV7(at, random)).toMatch(shape);
    }),
  );
});

test("[KE-4] ids sort by the time they were made, and strange clocks make ids too", () => {
  const times = [-5, 0, 1, 0x017f22e279b0, 2 ** 48 - 1];
  const ids = times.map((at, n) => uuidV7(at, tenBytes(255 - n)));
  expect([...ids.slice(2)].sort()).toEqual(ids.slice(2));
  expect(uuidV7(-5, tenBytes(0))).toBe(uuidV7(0, tenBytes(0)));
  expect(Check(actionIdSchema, uuidV7(2 ** 60, tenBytes(0)))).toBe(true);
});

test("[KE-4] too little randomness is a broken promise", () => {
  expect(() => uuidV7(0, new Uint8Array(9))).toThrow(InvariantBroken);
});

test("[KE-5] keys in code-unit order, nothing between", () => {
  expect(canonicalJson({ b: 1, a: [true, null, "中"], B: undefined, "\u{1F600}": 0, "\uFF21": -0 })).toBe(
    '{"a":[true,null,"中"],"b":1,"\u{1F600}":0,"\uFF21":0}',
  );
});

test("[KE-5] one value has one text, whatever the order of its keys", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      expect(canonicalJson(reversed(value))).toBe(text);
    }),
  );
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

test("[KE-5] a key that names the prototype is a key like others", () => {
  expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"x":1}}'))).toBe('{"__proto__":{"x":1},"b":1}');
});

test.each([undefined, Number.NaN, Infinity, 1n, Symbol("x"), () => 1, [undefined], { a: () => 1 }])(
  "[KE-5] JSON has no word for it (%#)",
  (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  },
);

test.each([
  ["nothing", new Uint8Array(), 0],
  ["123456789", utf8("123456789"), 0xe3069283],
  ["32 zeros", new Uint8Array(32), 0x8a9136aa],
  ["32 ones", new Uint8Array(32).fill(0xff), 0x62a8ab43],
  ["0 to 31", Uint8Array.from({ length: 32 }, (_, n) => n), 0x46dd794e],
  ["31 to 0", Uint8Array.from({ length: 32 }, (_, n) => 31 - n), 0x113fdb5c],
])("[KE-6] CRC-32C of %s", (_, bytes, sum) => {
  expect(crc32c(bytes)).toBe(sum);
});

test("[KE-6] one flipped bit is found", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), (bytes, at) => {
      const flipped = Uint8Array.from(bytes);
      const place = at % (bytes.length * 8);
      flipped[place >> 3] = (flipped[place >> 3] ?? 0) ^ (1 << (place & 7));
      expect(crc32c(flipped)).not.toBe(crc32c(bytes));
    }),
  );
});

test("[KE-7] texts survive their bytes, and bytes that are no text are null", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(fromUtf8(utf8(text))).toBe(text);
    }),
  );
  expect(fromUtf8(utf8("\uFEFF张"))).toBe("\uFEFF张");
  for (const bytes of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe4, 0xb8]])
    expect(fromUtf8(Uint8Array.from(bytes))).toBeNull();
});

test("[KE-8] broken promises are loud", () => {
  expect(() => invariant(false, "never")).toThrow(new InvariantBroken("never"));
  expect(() => invariant("", "never")).toThrow(InvariantBroken);
  expect(invariant(1, "always")).toBeUndefined();
  expect(() => assertNever("unheard-of" as never)).toThrow('unexpected value "unheard-of"');
});

test("[KE-9] ids from outside have their shape", () => {
  const uuid = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";
  expect(Check(actionIdSchema, uuid)).toBe(true);
  for (const other of [uuid.toUpperCase(), uuid.slice(1), `${uuid} `, `${uuid}\n`, "", "__proto__", 7, null])
    expect(Check(actionIdSchema, other)).toBe(false);
  expect(Check(sha256Schema, "a".repeat(64))).toBe(true);
  for (const other of ["A".repeat(64), "a".repeat(63), `${"a".repeat(64)}/`])
    expect(Check(sha256Schema, other)).toBe(false);
  expect(Check(officeIdSchema, "x370902")).toBe(true);
  for (const other of ["", "a.b", "x'--", "区", "a".repeat(41)]) expect(Check(officeIdSchema, other)).toBe(false);
});
