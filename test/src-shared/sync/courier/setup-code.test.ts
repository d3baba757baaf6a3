import fc from "fast-check";
import { expect, test } from "vitest";

import { groupedCode, newSetupCode, readSetupCode } from "../../../../src-shared/sync/courier/setup-code.ts";

const code = fc.uint8Array({ minLength: 16, maxLength: 16 }).map(newSetupCode);

test("[CP-40] a code is 20 digits, read however people write them", () => {
  fc.assert(
    fc.property(code, (one) => {
      expect(one).toMatch(/^\d{20}$/);
      const wide = Array.from(one, (digit) => String.fromCodePoint(0xff10 + Number(digit))).join("");
      const written = [one, groupedCode(one), groupedCode(one).replaceAll(" ", "-"), ` ${wide}　`];
      for (const typed of written) expect(readSetupCode(typed)).toBe(one);
    }),
  );
  expect(groupedCode("12345678901234567890")).toBe("1234 5678 9012 3456 7890");
});

test("[CP-40] one wrong digit, one too few and one too many are mistyped", () => {
  fc.assert(
    fc.property(code, fc.nat(19), fc.integer({ min: 1, max: 9 }), (one, place, by) => {
      const digit = String((Number(one[place]) + by) % 10);
      expect(readSetupCode(one.slice(0, place) + digit + one.slice(place + 1))).toBeNull();
      expect(readSetupCode(one.slice(1))).toBeNull();
      expect(readSetupCode(`${one}0`)).toBeNull();
    }),
  );
  expect(readSetupCode("")).toBeNull();
});
