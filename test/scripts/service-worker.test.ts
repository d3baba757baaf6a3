import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bundleServiceWorker, describeBuild } from "../../scripts/build/service-worker-plugin.ts";
import { contentHash } from "../../scripts/support/content-hash.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "lxq-sw-"));
  mkdirSync(path.join(folder, "built/assets"), { recursive: true });
  for (const file of ["index.html", "portal.html", "sw.js", "assets/main-1.js", "assets/main-1.js.map"]) {
    writeFileSync(path.join(folder, "built", file), `content of ${file}`);
  }
  writeFileSync(path.join(folder, "worker.ts"), "console.log(__PRECACHE__.version, __PRECACHE__.files);");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const built = (): string => path.join(folder, "built");

test("[AR-10] the desk's files are listed, without the portal, source maps and the worker itself", () => {
  expect(describeBuild(built()).files).toEqual(["/assets/main-1.js", "/index.html"]);
});

test("[AR-10] equal builds give an identical worker; a changed file gives another version", async () => {
  const entry = path.join(folder, "worker.ts");
  const first = await bundleServiceWorker(entry, describeBuild(built()));
  cpSync(built(), path.join(folder, "again"), { recursive: true });
  const again = await bundleServiceWorker(entry, describeBuild(path.join(folder, "again")));
  writeFileSync(path.join(built(), "index.html"), "another desk");
  const changed = await bundleServiceWorker(entry, describeBuild(built()));
  expect(again).toBe(first);
  expect(changed).not.toBe(first);
  expect(first).toContain("/assets/main-1.js");
  expect(first).not.toContain("__PRECACHE__");
});

test("[AR-10] a file outside the desk changes nothing", () => {
  const before = describeBuild(built());
  writeFileSync(path.join(built(), "portal.html"), "another portal");
  expect(describeBuild(built())).toEqual(before);
});

test("[AR-10] the hash that decides whether to build again follows contents", () => {
  const relative = path.relative(path.resolve(import.meta.dirname, "../.."), built()).replaceAll(path.sep, "/");
  const before = contentHash([`${relative}/**/*`]);
  expect(contentHash([`${relative}/**/*`])).toBe(before);
  writeFileSync(path.join(built(), "index.html"), "another desk");
  expect(contentHash([`${relative}/**/*`])).not.toBe(before);
});
