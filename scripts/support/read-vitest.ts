import { Type } from "typebox";
import { Value } from "typebox/value";
import type { Tally } from "./tally.ts";

const Report = Type.Object({
  testResults: Type.Array(
    Type.Object({
      name: Type.String(),
      status: Type.String(),
      assertionResults: Type.Array(Type.Object({ fullName: Type.String(), status: Type.String() })),
    }),
  ),
});

/**
 * Counts the tests in a report of vitest's JSON reporter. A file that failed before its first test counts as one
 * failure.
 *
 * @throws when the text is not such a report
 */
export function readVitest(json: string): Tally {
  const report = Value.Parse(Report, JSON.parse(json));
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const count = (status: string): number => tests.filter((test) => test.status === status).length;
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  const skipped = tests.filter((test) => !["passed", "failed"].includes(test.status));
  return {
    passed: count("passed"),
    failed: count("failed") + brokenFiles.length,
    skipped: skipped.map((test) => `${test.fullName}: ${test.status} in the test file`),
  };
}
