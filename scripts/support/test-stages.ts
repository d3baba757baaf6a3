import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { inRoot, packageBin } from "./paths.ts";
import { readPlaywright } from "./read-playwright.ts";
import { readSim } from "./read-sim.ts";
import { readVitest } from "./read-vitest.ts";
import { runNode } from "./run-process.ts";
import { complain, elapsed, say } from "./say.ts";
import { judge, nothingRan, type Tally } from "./tally.ts";

const minuteMs = 60_000;
const reports = inRoot("test-results/reports");

export type Stage = Readonly<{
  name: string;
  script: string;
  args: (reportFile: string) => readonly string[];
  env: (reportFile: string) => NodeJS.ProcessEnv;
  read: (json: string) => Tally;
  timeoutMs: number;
}>;

/** A stage that runs some of vitest's projects. */
export function vitestStage(name: string, projects: readonly string[], minutes: number): Stage {
  return {
    name,
    script: packageBin("vitest", "vitest.mjs"),
    args: (reportFile) => [
      "run",
      "--reporter=dot",
      "--reporter=json",
      `--outputFile.json=${reportFile}`,
      ...projects.map((project) => `--project=${project}`),
    ],
    env: () => ({}),
    read: readVitest,
    timeoutMs: minutes * minuteMs,
  };
}

/** The stage that drives the whole product in a real browser (and in Electron, where its binary is there). */
export function playwrightStage(name: string, minutes: number): Stage {
  return {
    name,
    script: packageBin("@playwright/test", "cli.js"),
    args: () => ["test", "--grep-invert=@slow", "--reporter=dot,json"],
    env: (reportFile) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile }),
    read: readPlaywright,
    timeoutMs: minutes * minuteMs,
  };
}

/** Many seeds of the simulator of sync, on the machine's cores: 100 take some 20 seconds on two. */
export function simStage(seeds: number): Stage {
  return {
    name: "simulator of sync",
    script: inRoot("test/sim/main.ts"),
    args: (reportFile) => ["--seeds", String(seeds), "--report", reportFile],
    env: () => ({}),
    read: readSim,
    timeoutMs: 25 * minuteMs,
  };
}

/**
 * How many seeds `npm test` plays as a stage of its own: `LXQ_SIM_SEEDS`, 2,000 where `CI` is set, else none: the unit
 * tests have a slice.
 */
export function seedsToPlay(env: Readonly<Record<string, string | undefined>>): number {
  const wanted = Number(env["LXQ_SIM_SEEDS"] ?? (env["CI"] === "true" ? "2000" : "0"));
  return Number.isSafeInteger(wanted) && wanted > 0 ? wanted : 0;
}

function readReport(stage: Stage, file: string): Tally {
  if (!existsSync(file)) return nothingRan;
  try {
    return stage.read(readFileSync(file, "utf8"));
  } catch (cause) {
    complain(`${stage.name}: the report could not be read: ${String(cause)}`);
    return nothingRan;
  }
}

/** Runs one stage and counts its tests; what went wrong is printed. */
export async function runStage(stage: Stage): Promise<Tally> {
  const began = performance.now();
  const file = path.join(reports, `${stage.name.replaceAll(" ", "-")}.json`);
  mkdirSync(reports, { recursive: true });
  rmSync(file, { force: true });
  const env = { FORCE_COLOR: "0", ...stage.env(file) };
  const result = await runNode(stage.script, stage.args(file), { timeoutMs: stage.timeoutMs, env });
  const tally = judge(readReport(stage, file), result.code);
  if (tally.failed > 0) complain(result.output.trimEnd());
  if (result.timedOut) complain(`${stage.name} took longer than ${stage.timeoutMs / minuteMs} min and was ended`);
  say(`${tally.failed === 0 ? "ok  " : "FAIL"} ${stage.name.padEnd(24)} ${tally.passed} tests, ${elapsed(began)}`);
  return tally;
}
