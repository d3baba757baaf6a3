import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import type { BridgeArgument, BridgeCall } from "../../src-shared/ipc/desk-bridge.ts";
import { freeBytes } from "../../src-main/services/free-bytes.ts";
import { diskSpace } from "../../src-shared/ipc/disk-space.ts";
import { fakeElectron, notes } from "../support/fake-electron.ts";
import { otherAccount, someAccount } from "../support/shell-accounts.ts";

vi.mock("electron", async () => (await import("../support/fake-electron.ts")).fakeElectron);

const senderFrame = { origin: "app://bundle", url: "app://bundle/", parent: null };

function call<C extends BridgeCall>(name: C, argument: BridgeArgument<C>): Promise<unknown> {
  return notes.answer({ senderFrame }, name, argument);
}

beforeAll(async () => {
  notes.home = mkdtempSync(path.join(tmpdir(), "lxq-shell-"));
  mkdirSync(path.join(notes.home, "crashDumps"));
  writeFileSync(path.join(notes.home, "crashDumps/one.dmp"), "memory");
  Object.defineProperty(process, "resourcesPath", { value: notes.home, configurable: true });
  vi.stubEnv("LXQ_SERVER", "http://127.0.0.1:12399");
  await import("../../src-main/main.ts");
  await vi.waitFor(() => expect(notes.words("tray")).toHaveLength(1), { timeout: 15_000 });
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(notes.home, { recursive: true, force: true });
});

test("[SH-44] the whole starts: sandbox and scheme first, then one window with the desk", () => {
  expect(notes.said.slice(0, 3).map(([word]) => word)).toEqual(["sandbox", "scheme", "switch"]);
  expect(notes.words("handle")).toEqual([["handle", "desk-bridge"]]);
  expect(notes.windows).toHaveLength(1);
  expect(notes.windows[0]).toMatchObject({ url: "app://bundle/", isShown: false });
  notes.windows[0]?.emit("ready-to-show");
  expect(notes.windows[0]?.isShown).toBe(true);
  expect(readdirSync(path.join(notes.home, "crashDumps"))).toEqual([]);
});

test("[SH-8] E8 every session is guarded in every way", () => {
  const guards = ["check", "device", "download", "media", "request", "spelling"];
  const expected = ["default", "persist:desk", "print"].flatMap((each) => guards.map((guard) => `${each} ${guard}`));
  expect([...notes.guarded].toSorted()).toEqual(expected.toSorted());
  expect([...notes.schemes.keys()]).toEqual(["persist:desk app", "print app"]);
});

test("[SH-44] [SH-19] the page is answered over the one channel, and what it saved lies on the disk", async () => {
  expect(await call("app.facts", {})).toMatchObject({
    value: { version: "0.1.0", serverUrl: "http://127.0.0.1:12399", weakKeychain: false },
  });
  expect(await call("clock.read", {})).toMatchObject({ ok: true });
  // From the first moment on, and of a page that was loaded anew.
  expect(await call("disk.space", {})).toEqual({ ok: true, value: diskSpace(await freeBytes(notes.home)) });
  expect(await call("journal.open", { account: someAccount })).toMatchObject({ value: { lines: [] } });
  expect(await call("journal.append", { account: someAccount, lines: ["一"] })).toMatchObject({ ok: true });
  expect(existsSync(path.join(notes.home, "accounts", someAccount, "journal/journal"))).toBe(true);
  expect(await notes.answer({ senderFrame: null }, "clock.read", {})).toMatchObject({ failed: "refused" });
});

test("[SH-16] E16 a document is printed from a window of its own and shown in its folder", async () => {
  const saved = path.join(notes.home, "办件单.pdf");
  expect(await call("file.show", { path: saved })).toMatchObject({ detail: "not-saved-here" });
  const printed = await call("print.pdf", { html: "<p>x</p>", name: "办件单", images: [] });
  expect(printed).toEqual({ ok: true, value: { saved: true, path: saved } });
  expect(notes.windows).toHaveLength(2);
  expect(readFileSync(saved, "utf8")).toContain("%PDF");
  expect(await call("file.show", { path: saved })).toMatchObject({ ok: true });
  expect(notes.words("show")).toEqual([["show", saved]]);
});

test("[SH-12] E12 a second start brings the window forward, whatever its arguments; a hidden one does not", () => {
  const [window] = notes.windows;
  window?.hide();
  fakeElectron.app.emit("second-instance", {}, ["desk", "--hidden"]);
  expect(window?.isShown).toBe(false);
  fakeElectron.app.emit("second-instance", {}, ["desk", "--inspect", "file:///etc/passwd"]);
  expect(window?.isShown).toBe(true);
});

test("[SH-44] sleep and a locked screen reach the page", () => {
  for (const event of ["resume", "suspend", "lock-screen"]) fakeElectron.powerMonitor.emit(event);
  expect(notes.windows[0]?.webContents.sent).toEqual([
    ["shell-event", { type: "resumed" }],
    ["shell-event", { type: "screen-locked" }],
    ["shell-event", { type: "screen-locked" }],
  ]);
});

test("[SH-44] leaving waits for what is being written, and keeps where the window stood", async () => {
  await call("journal.open", { account: otherAccount });
  void call("journal.append", { account: otherAccount, lines: ["最后一步"] });
  fakeElectron.app.emit("before-quit");
  notes.windows[0]?.emit("close", { preventDefault: () => expect.unreachable("quitting is not prevented") });
  let prevented = false;
  fakeElectron.app.emit("will-quit", { preventDefault: () => (prevented = true) });
  expect(prevented).toBe(true);
  await vi.waitFor(() => expect(notes.words("exit")).toEqual([["exit", 0]]), { timeout: 15_000 });
  expect(readFileSync(path.join(notes.home, "shell.json"), "utf8")).toContain('"width":1200');
  expect(await call("journal.open", { account: otherAccount })).toMatchObject({ value: { lines: ["最后一步"] } });
  expect(readFileSync(path.join(notes.home, "logs/shell.log"), "utf8")).toContain('"event":"started"');
});
