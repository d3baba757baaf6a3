import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { inRoot } from "../../scripts/support/paths.ts";
import { runProcess } from "../../scripts/support/run-process.ts";
import { chromiumSwitches } from "../../src-main/services/switches.ts";

type Lock = Readonly<{ packages: Readonly<Record<string, Readonly<{ version?: string; dependencies?: object }>>> }>;

const sources = (folder: string): readonly string[] =>
  globSync("**/*.{ts,tsx}", { cwd: inRoot(folder) }).map((file) => readFileSync(inRoot(folder, file), "utf8"));

test("[PF-11] there is one Dexie, of the version that RxDB pins", () => {
  const { packages } = JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8")) as Lock;
  const copies = Object.entries(packages).filter(([path]) => /(^|\/)node_modules\/dexie$/.test(path));
  expect(copies.map(([path]) => path)).toEqual(["node_modules/dexie"]);
  const pinned = packages["node_modules/rxdb"]?.dependencies;
  expect(pinned).toMatchObject({ dexie: copies[0]?.[1].version });
});

test("[PF-11] a second Dexie still throws at load", async () => {
  const other = 'globalThis[Symbol.for("Dexie")] = { semVer: "4.0.0" };';
  const load = (before: string) => {
    const page = `${before} await import("dexie");`;
    return runProcess(process.execPath, ["--input-type=module", "--eval", page], { timeoutMs: 30_000 });
  };
  expect(await load("")).toMatchObject({ code: 0 });
  const { code, output } = await load(other);
  expect(code).not.toBe(0);
  expect(output).toContain("Two different versions of Dexie");
});

test("[PF-21] RxDB's development mode still opens a page of somebody else, and nothing of ours imports it", () => {
  const theirs = readFileSync(inRoot("node_modules/rxdb/dist/esm/plugins/dev-mode/dev-mode-tracking.js"), "utf8");
  expect(theirs).toMatch(/createElement\(['"]iframe/);
  for (const folder of ["src-renderer", "src-shared", "src-main"]) {
    for (const text of sources(folder)) expect(text).not.toContain("rxdb/plugins/dev-mode");
  }
});

test("[PF-12] nothing imports RxDB's encryption", () => {
  for (const folder of ["src-renderer", "src-shared", "src-main"]) {
    for (const text of sources(folder)) expect(text).not.toMatch(/rxdb\/plugins\/encryption|crypto-js/);
  }
});

test("[PF-13] the desktop keeps IndexedDB in SQLite", () => {
  expect(chromiumSwitches["enable-features"]).toContain("IdbSqliteBackingStore");
});

test("[PF-16] the shell calls no synchronous function of safeStorage", () => {
  for (const text of sources("src-main")) expect(text).not.toMatch(/\b(encryptString|decryptString)\s*\(/);
});
