import { packageBin } from "./paths.ts";
import { type RunResult, runNode } from "./run-process.ts";

export type StaticCheck = Readonly<{
  name: string;
  script: string;
  args: readonly string[];
}>;

const checkTimeoutMs = 12 * 60_000;

/** Every check that reads the source without running it; the slow ones first, so that they run beside the others. */
export const staticChecks: readonly StaticCheck[] = [
  {
    name: "lint",
    script: packageBin("eslint", "bin/eslint.js"),
    args: [".", "--max-warnings=0", "--cache", "--cache-strategy=content", "--cache-location=.cache/eslint/"],
  },
  { name: "types", script: packageBin("typescript7", "bin/tsc"), args: ["-b", "--pretty", "false"] },
  {
    name: "format",
    script: packageBin("prettier", "bin/prettier.cjs"),
    args: [
      "--check",
      ".",
      "--log-level=warn",
      "--cache",
      "--cache-strategy=content",
      "--cache-location=.cache/prettier",
    ],
  },
  {
    name: "boundaries",
    script: packageBin("dependency-cruiser", "bin/dependency-cruiser.mjs"),
    args: ["src-shared", "src-server", "src-main", "src-renderer", "--output-type=err"],
  },
  { name: "dead code", script: packageBin("knip", "bin/knip.js"), args: ["--no-progress"] },
  { name: "spec", script: "scripts/check-spec.ts", args: [] },
];

/** The same without what earlier runs remembered: lint's memory of one file does not notice new types in another. */
export const checksFromScratch: readonly StaticCheck[] = staticChecks.map((check) => ({
  ...check,
  args: check.args.filter((word) => !word.startsWith("--cache")),
}));

/** Runs one check; its output is for people when the code is not 0. */
export function runCheck(check: StaticCheck): Promise<RunResult> {
  return runNode(check.script, check.args, { timeoutMs: checkTimeoutMs, env: { FORCE_COLOR: "0" } });
}
