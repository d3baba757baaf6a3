import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import type { ElectronNotes } from "../support/fake-electron.ts";

vi.mock("electron", async () => (await import("../support/fake-electron.ts")).fakeElectron);

let folder: string;
let notes: ElectronNotes;
beforeAll(async () => {
  vi.resetModules();
  ({ notes } = await import("../support/fake-electron.ts"));
  folder = mkdtempSync(path.join(tmpdir(), "lxq-broken-"));
  // Something else has the name of the desk's folder: nothing can be opened there.
  notes.home = path.join(folder, "home");
  writeFileSync(notes.home, "a file where the folder should be");
  Object.defineProperty(process, "resourcesPath", { value: folder, configurable: true });
});
afterAll(() => {
  vi.resetModules();
  rmSync(folder, { recursive: true, force: true });
});

test("[SH-46] a start that fails is said in words and ends", async () => {
  await import("../../src-main/main.ts");
  await vi.waitFor(() => expect(notes.words("exit")).toEqual([["exit", 1]]), { timeout: 15_000 });
  expect(notes.words("error-box")).toEqual([["error-box", "连心桥", expect.stringContaining("不会丢失")]]);
  expect(notes.words("tray")).toEqual([]);
  expect(readFileSync(notes.home, "utf8")).toContain("a file");
});
