import fc from "fast-check";
import { expect, test } from "vitest";
import {
  creditCode,
  idNumber,
  phone,
  problemsOf,
  required,
  wholeNumber,
} from "../../../src-renderer/ui/form/checks.ts";
import { formatAmount, maskIdNumber, maskName, maskPhone, parseAmount } from "../../../src-renderer/ui/format.ts";

test("[DE-15] yuan become cents without rounding, in full-width digits too", () => {
  expect(parseAmount("10660")).toBe(1_066_000);
  expect(parseAmount("10,660.5")).toBe(1_066_050);
  expect(parseAmount("１０６６０．０５")).toBe(1_066_005);
  expect(parseAmount("")).toBe(0);
  for (const wrong of ["1.234", "-1", "一千", "1e3", ".5", "1.", "10 660", "123456789012"]) {
    expect(parseAmount(wrong)).toBeNull();
  }
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), (cents) => parseAmount(formatAmount(cents)) === cents),
  );
});

test("[DE-16] an ID number is checked by its check digit", () => {
  expect(idNumber("11010519491231002X")).toBeUndefined();
  expect(idNumber("11010519491231002x")).toBeUndefined();
  expect(idNumber("")).toBeUndefined();
  expect(idNumber("110105194912310021")).toEqual({ is: "id-digit" });
  expect(idNumber("1101051949123100")).toEqual({ is: "id-number" });
});

test("[DE-16] a credit code is checked by its check character", () => {
  expect(creditCode("91350100M000100Y43")).toBeUndefined();
  expect(creditCode("91350100M000100Y44")).toEqual({ is: "credit-code" });
  expect(creditCode("91350100I000100Y43")).toEqual({ is: "credit-code" });
});

test("[DE-12] what is wrong is named by field", () => {
  expect(problemsOf({ title: required(" \n", 10), facts: required("事实", 10) })).toEqual({
    title: { is: "required" },
  });
  expect(problemsOf({ facts: required("事".repeat(11), 10) })).toEqual({ facts: { is: "too-long", max: 10 } });
  expect(problemsOf({ facts: required("事实", 10) })).toBeNull();
  expect(wholeNumber("0", 1)).toEqual({ is: "count", min: 1 });
  expect(wholeNumber("１２", 1)).toBeUndefined();
  expect(phone("0538-8210000（转 2）")).toEqual({ is: "phone" });
  expect(phone("０５３８-8210000")).toBeUndefined();
});

test("[DE-5] names, numbers and IDs are masked the same way everywhere", () => {
  expect(maskName("张建国")).toBe("张*");
  expect(maskName("𠮷田")).toBe("𠮷*");
  expect(maskPhone("13812341234")).toBe("138****1234");
  expect(maskIdNumber("11010519491231002X")).toBe("110105********002X");
});
