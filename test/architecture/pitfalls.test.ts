import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { inRoot } from "../../scripts/support/paths.ts";
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
