import { expect, test } from "vitest";
import { readPlaywright } from "../../scripts/support/read-playwright.ts";
import { readSim } from "../../scripts/support/read-sim.ts";
import { readVitest } from "../../scripts/support/read-vitest.ts";
import { addTallies, finalLine, judge, nothingRan } from "../../scripts/support/tally.ts";
import { seedsToPlay } from "../../scripts/support/test-stages.ts";

function vitestReport(files: readonly { status: string; tests: Readonly<Record<string, string>> }[]): string {
  const testResults = files.map(({ status, tests }, at) => ({
    name: `file-${at}`,
    status,
    assertionResults: Object.entries(tests).map(([fullName, verdict]) => ({ fullName, status: verdict })),
  }));
  return JSON.stringify({ testResults });
}

test("[AR-9] the last line names skipped tests only when there are some", () => {
  expect(finalLine({ passed: 12, failed: 0, skipped: [] })).toBe("12 passed, 0 failed");
  expect(finalLine({ passed: 12, failed: 1, skipped: ["a: why"] })).toBe("12 passed, 1 failed, 1 skipped");
});

test("[AR-9] a stage that ran nothing, or ended badly without a failed test, is a failure", () => {
  expect(judge(nothingRan, 0).failed).toBe(1);
  expect(judge({ passed: 3, failed: 0, skipped: [] }, 1).failed).toBe(1);
  expect(judge({ passed: 3, failed: 2, skipped: [] }, 1).failed).toBe(2);
  expect(judge({ passed: 3, failed: 0, skipped: [] }, 0).failed).toBe(0);
});

test("[AR-9] stages add up", () => {
  const sum = addTallies([
    { passed: 1, failed: 0, skipped: ["a: b"] },
    { passed: 2, failed: 3, skipped: [] },
  ]);
  expect(sum).toEqual({ passed: 3, failed: 3, skipped: ["a: b"] });
});

test("[AR-9] vitest's report is counted; a file that broke before its first test is one failure", () => {
  const report = vitestReport([
    { status: "passed", tests: { one: "passed", two: "skipped" } },
    { status: "failed", tests: { three: "failed" } },
    { status: "failed", tests: {} },
  ]);
  expect(readVitest(report)).toEqual({ passed: 1, failed: 2, skipped: ["two: skipped in the test file"] });
});

test("[AR-9] the simulator's seeds are one test, and each that found something is a failure; CI plays 2,000", () => {
  expect(readSim(JSON.stringify({ seeds: 2000, failed: [] }))).toEqual({ passed: 1, failed: 0, skipped: [] });
  expect(readSim(JSON.stringify({ seeds: 2000, failed: [7, 9] }))).toEqual({ passed: 0, failed: 2, skipped: [] });
  expect(judge(readSim(JSON.stringify({ seeds: 0, failed: [] })), 0).failed).toBe(1);
  expect([seedsToPlay({}), seedsToPlay({ CI: "true" })]).toEqual([0, 2000]);
  expect([seedsToPlay({ CI: "true", LXQ_SIM_SEEDS: "50" }), seedsToPlay({ LXQ_SIM_SEEDS: "x" })]).toEqual([50, 0]);
});

test("[AR-9] Playwright's report is counted through nested suites; flaky is failed; skips give their reason", () => {
  const spec = (title: string, status: string, description?: string) => ({
    title,
    tests: [{ status, annotations: description === undefined ? [] : [{ type: "skip", description }] }],
  });
  const suites = [
    { specs: [spec("a", "expected")], suites: [{ specs: [spec("b", "flaky"), spec("c", "unexpected")] }] },
    { specs: [spec("d", "skipped", "no Electron binary")] },
  ];
  expect(readPlaywright(JSON.stringify({ suites, errors: [] }))).toEqual({
    passed: 1,
    failed: 2,
    skipped: ["d: no Electron binary"],
  });
});
