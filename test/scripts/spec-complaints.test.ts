import { expect, test } from "vitest";
import { specComplaints } from "../../scripts/support/spec-complaints.ts";

/** Written apart, so that the checker does not take these examples for titles of its own. */
const title = (id: string): string => `test("${"["}${id}${"]"} something", …)`;
const rule = (id: string): string => `- **${id}** something must hold\n`;

test("[AR-6] a rule without a test and a test without a rule are named", () => {
  const { complaints, ruleCount } = specComplaints(rule("XA-1") + rule("XA-2"), title("XA-2") + title("XA-3"));
  expect(ruleCount).toBe(2);
  expect(complaints).toEqual(["XA-1 is a rule without a test", "XA-3 is tested but is not a rule"]);
});

test("[AR-6] a number given twice is named", () => {
  expect(specComplaints(rule("XA-1") + rule("XA-1"), title("XA-1")).complaints).toEqual(["XA-1 is stated twice"]);
});

test("[AR-6] a title may carry several numbers", () => {
  expect(specComplaints(rule("XA-1") + rule("XB-2"), title("XA-1, XB-2")).complaints).toEqual([]);
});

test("[AR-6] a citation of a rule that there is not is named; a number of another kind is none", () => {
  const citing = "@see docs/spec/x.md XA-1 to XA-3, LXQ-2098";
  expect(specComplaints(rule("XA-1"), title("XA-1"), citing).complaints).toEqual(["XA-3 is cited but is not a rule"]);
});
