import { type Static, Type } from "typebox";
import { Value } from "typebox/value";
import type { Tally } from "./tally.ts";

const Attempt = Type.Object({
  status: Type.String(),
  annotations: Type.Array(Type.Object({ type: Type.String(), description: Type.Optional(Type.String()) })),
});
const Spec = Type.Object({ title: Type.String(), tests: Type.Array(Attempt) });
const Report = Type.Object({ suites: Type.Array(Type.Unknown()), errors: Type.Array(Type.Unknown()) });
const Suite = Type.Object({
  suites: Type.Optional(Type.Array(Type.Unknown())),
  specs: Type.Optional(Type.Array(Spec)),
});

function specsOf(suite: unknown): readonly Static<typeof Spec>[] {
  const { specs = [], suites = [] } = Value.Parse(Suite, suite);
  return [...specs, ...suites.flatMap(specsOf)];
}

function reasonOf(attempt: Static<typeof Attempt>): string {
  const note = attempt.annotations.find((annotation) => annotation.type === "skip" || annotation.type === "fixme");
  return note?.description ?? "no reason given";
}

/**
 * Counts the tests in a report of Playwright's JSON reporter. A flaky test (passed only when repeated) is a failure.
 *
 * @throws when the text is not such a report
 */
export function readPlaywright(json: string): Tally {
  const report = Value.Parse(Report, JSON.parse(json));
  const tests = report.suites
    .flatMap(specsOf)
    .flatMap((spec) => spec.tests.map((test) => ({ title: spec.title, test })));
  const passed = tests.filter(({ test }) => test.status === "expected").length;
  const skipped = tests.filter(({ test }) => test.status === "skipped");
  return {
    passed,
    failed: tests.length - passed - skipped.length + report.errors.length,
    skipped: skipped.map(({ title, test }) => `${title}: ${reasonOf(test)}`),
  };
}
