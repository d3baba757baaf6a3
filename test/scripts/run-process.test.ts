import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { inParallel } from "../../scripts/support/in-parallel.ts";
import { runProcess } from "../../scripts/support/run-process.ts";

const grandparent = `
  const { spawn } = require("node:child_process");
  const child = spawn("sleep", ["600"]);
  console.log(child.pid);
  setInterval(() => {}, 1000);
`;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("[AR-11] output and exit code come back", async () => {
  const result = await runProcess(process.execPath, ["-e", "console.log('out'); process.exit(3)"], {
    timeoutMs: 10_000,
  });
  expect(result).toEqual({ code: 3, timedOut: false, output: "out\n" });
});

test("[AR-11] a program that is not there is a failure, not an exception", async () => {
  const result = await runProcess("lianxinqiao-no-such-program", [], { timeoutMs: 10_000 });
  expect(result.code).toBe(1);
  expect(result.output).toContain("ENOENT");
});

test.runIf(process.platform !== "win32")("[AR-11] when time is up, what the process started ends too", async () => {
  const result = await runProcess(process.execPath, ["-e", grandparent], { timeoutMs: 4000 });
  const pid = Number(result.output.trim());
  expect(result).toMatchObject({ code: 1, timedOut: true });
  expect(pid).toBeGreaterThan(0);
  await expect.poll(() => isAlive(pid)).toBe(false);
});

test("[AR-11] parallel work keeps its order and its width", async () => {
  let atOnce = 0;
  let most = 0;
  const results = await inParallel([30, 1, 20, 5], 2, async (delayMs) => {
    most = Math.max(most, (atOnce += 1));
    await sleep(delayMs);
    atOnce -= 1;
    return delayMs;
  });
  expect(results).toEqual([30, 1, 20, 5]);
  expect(most).toBe(2);
});
