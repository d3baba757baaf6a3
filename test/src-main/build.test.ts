import { readdirSync, readFileSync, rmSync } from "node:fs";
import { builtinModules } from "node:module";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";

import { inRoot, packageBin } from "../../scripts/support/paths.ts";
import { runNode } from "../../scripts/support/run-process.ts";

const out = inRoot("out/shell-test");
const minuteMs = 60_000;
const text = (file: string): string => readFileSync(path.join(out, file), "utf8");

beforeAll(async () => {
  rmSync(out, { recursive: true, force: true });
  const config = inRoot("test/support/shell-build/electron.vite.config.ts");
  const args = ["build", "--config", config, "--outDir", out];
  const result = await runNode(packageBin("electron-vite", "bin/electron-vite.js"), args, { timeoutMs: minuteMs });
  expect(result.code, result.output).toBe(0);
}, minuteMs);

test("[SH-3] E3 the preload is one CommonJS file that needs nothing but Electron and is small", () => {
  expect(readdirSync(path.join(out, "preload"))).toEqual(["preload.cjs"]);
  const preload = text("preload/preload.cjs");
  expect([...preload.matchAll(/require\(["']([^"']+)["']\)/g)].map(([, name]) => name)).toEqual(["electron"]);
  expect(preload).not.toMatch(/^import |typebox|additionalProperties/m);
  expect(preload.length).toBeLessThan(4000);
});

test("[SH-24] E24 the main process carries all it needs: Node, Electron, and no module beside it", () => {
  expect(readdirSync(path.join(out, "main"))).toEqual(["main.js"]);
  const imported = [...text("main/main.js").matchAll(/^import .*from ["']([^"']+)["'];?$/gm)].map(
    ([, name]) => name ?? "",
  );
  const known = new Set(["electron", ...builtinModules.flatMap((name) => [name, `node:${name}`])]);
  expect(imported).toContain("electron");
  expect(imported.filter((name) => !known.has(name))).toEqual([]);
});
