import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { cruise, type ICruiseOptions, type ISummary } from "dependency-cruiser";
import { expect, test } from "vitest";
import config, { folders as placed } from "../../.dependency-cruiser.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const programs = ["src-shared", "src-server", "src-main", "src-renderer"];

async function check(baseDir: string): Promise<ISummary> {
  const folders = programs.filter((program) => existsSync(path.join(baseDir, program)));
  const options: ICruiseOptions = {
    ...config.options,
    ruleSet: { forbidden: config.forbidden },
    validate: true,
    baseDir,
  };
  const { output } = await cruise(folders, options);
  if (typeof output === "string") throw new Error("expected a report, got text");
  return output.summary;
}

test("[AR-1] every import points down", async () => {
  const summary = await check(root);
  expect(summary.totalCruised).toBeGreaterThan(20); // 0 would mean the TypeScript reader is missing, not that we are clean
  expect(summary.violations.map((breach) => `${breach.rule.name}: ${breach.from} → ${breach.to}`)).toEqual([]);
});

test("[AR-2] the fence bites: a breach of every rule is planted and caught", async () => {
  const { violations } = await check(path.join(root, "test/architecture/canary"));
  const caught = new Set(violations.map((breach) => breach.rule.name));
  const uncaught = config.forbidden.map((rule) => rule.name).filter((name) => !caught.has(name));
  expect(uncaught).toEqual([]);
});

test("[AR-3] every folder of a program has its place on a ladder or a border of its own", () => {
  const known: Readonly<Record<string, readonly string[]>> = {
    ...placed,
    "src-main": [...(placed["src-main"] ?? []), "preload"],
    "src-renderer": [...(placed["src-renderer"] ?? []), "ui", "text", "portal"],
  };
  const strangers = programs.flatMap((program) =>
    readdirSync(path.join(root, program), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && known[program]?.includes(entry.name) !== true)
      .map((entry) => `${program}/${entry.name}`),
  );
  expect(strangers).toEqual([]);
});
