import { expect, test, vi } from "vitest";

import { onClose, openDeskWindow, type WindowPort } from "../../../src-main/windows/desk-window.ts";
import { askOnClose } from "../../../src-main/windows/dialogs.ts";
import { menuTemplate, type MenuEntry } from "../../../src-main/windows/menu.ts";
import { shellWords, wordsFor } from "../../../src-main/windows/shell-words.ts";
import { openTray, trayMenu } from "../../../src-main/windows/tray.ts";
import { firstShellState, visibleBounds, type ShellState } from "../../../src-main/windows/window-state.ts";

const screen = { x: 0, y: 0, width: 1920, height: 1040 };
const second = { x: 1920, y: 200, width: 1366, height: 728 };

test.each([
  ["where it was", { x: 100, y: 50, width: 1366, height: 768 }, { x: 100, y: 50, width: 1366, height: 768 }],
  [
    "on the second screen",
    { x: 2000, y: 250, width: 1000, height: 600 },
    { x: 2000, y: 250, width: 1000, height: 600 },
  ],
  ["made to fit", { x: 0, y: 0, width: 4000, height: 3000 }, { x: 0, y: 0, width: 1920, height: 1040 }],
  ["half out but in reach", { x: -900, y: 0, width: 1366, height: 768 }, { x: -900, y: 0, width: 1366, height: 768 }],
  ["screen gone", { x: 5000, y: 0, width: 1366, height: 768 }, {}],
  ["head above the screen", { x: 0, y: -30, width: 1366, height: 768 }, {}],
  ["only a sliver", { x: 1800, y: 0, width: 1366, height: 150 }, {}],
  ["below the screen", { x: 0, y: 1030, width: 1366, height: 768 }, {}],
  ["never opened", null, {}],
])("[SH-41] the window opens %s", (_case, kept, expected) => {
  expect(visibleBounds(kept, [screen, second])).toEqual(expected);
});

test("[SH-42] closing hides, leaves or asks", () => {
  const ways = (["ask", "hide", "quit"] as const).map((choice) =>
    onClose({ ...firstShellState, onClose: choice }, false),
  );
  expect(ways).toEqual(["ask", "hide", "leave"]);
  expect(onClose({ ...firstShellState, onClose: "hide" }, true)).toBe("leave");
});

/** A window whose events a test plays. */
function desk(state: Partial<ShellState> = {}, answer: "hide" | "quit" | null = null) {
  const listeners = new Map<string, (event: { preventDefault: () => void }) => void>();
  const note = (event: string, listener: (event: { preventDefault: () => void }) => void): void =>
    void listeners.set(event, listener);
  const calls = { show: vi.fn(), hide: vi.fn(), focus: vi.fn(), maximize: vi.fn(), restore: vi.fn(), reload: vi.fn() };
  const send = vi.fn();
  const loadURL = vi.fn(() => Promise.resolve());
  const isMinimized = vi.fn(() => false);
  const isDestroyed = vi.fn(() => false);
  const window = {
    ...calls,
    ...{ loadURL, isMinimized, isDestroyed, isMaximized: () => true, on: note, once: note },
    getNormalBounds: () => ({ x: 1, y: 2, width: 1000, height: 700 }),
    webContents: { on: note, send, reload: calls.reload, setWindowOpenHandler: () => undefined },
  } as unknown as WindowPort;
  const saved: ShellState[] = [];
  const quit = vi.fn();
  const ask = vi.fn(() => Promise.resolve(answer));
  const life = { isQuitting: false };
  const opened = openDeskWindow({
    window,
    links: "none",
    state: { ...firstShellState, ...state },
    saveState: (next) => (saved.push(next), Promise.resolve()),
    askOnClose: ask,
    isQuitting: () => life.isQuitting,
    quit,
    isHidden: false,
  });
  const emit = async (event: string): Promise<boolean> => {
    let prevented = false;
    listeners.get(event)?.({ preventDefault: () => (prevented = true) });
    await Promise.resolve();
    await Promise.resolve();
    return prevented;
  };
  return { ...calls, opened, emit, saved, quit, ask, life, send, loadURL, isMinimized, isDestroyed };
}

test("[SH-42] closing asks once and remembers: hide", async () => {
  const { emit, hide, ask, saved, quit } = desk({}, "hide");
  expect(await emit("close")).toBe(true);
  expect(await emit("close")).toBe(true);
  expect(ask).toHaveBeenCalledTimes(1);
  expect(hide).toHaveBeenCalledTimes(2);
  expect(quit).not.toHaveBeenCalled();
  expect(saved.at(-1)).toEqual({
    bounds: { x: 1, y: 2, width: 1000, height: 700 },
    isMaximized: true,
    onClose: "hide",
  });
});

test("[SH-42] closing asks once and remembers: quit", async () => {
  const { emit, quit, saved, life } = desk({}, "quit");
  expect(await emit("close")).toBe(true);
  expect(quit).toHaveBeenCalledTimes(1);
  life.isQuitting = true;
  expect(await emit("close")).toBe(false);
  expect(saved.at(-1)).toMatchObject({ onClose: "quit" });
});

test("[SH-42] who wants neither stays, and is asked again next time", async () => {
  const { emit, hide, quit, ask, saved } = desk({}, null);
  expect(await emit("close")).toBe(true);
  expect(await emit("close")).toBe(true);
  expect([hide, quit].some((call) => call.mock.calls.length > 0)).toBe(false);
  expect(ask).toHaveBeenCalledTimes(2);
  expect(saved).toEqual([]);
});

test("[SH-42] the question offers to keep running, to quit, and neither", async () => {
  const words = shellWords["zh-CN"];
  const answers = [0, 1, 2, -1].map((response) => askOnClose(() => Promise.resolve({ response }), words));
  expect(await Promise.all(answers)).toEqual(["hide", "quit", null, null]);
});

test("[SH-17] E17 the page cannot put words into the window's title", async () => {
  expect(await desk().emit("page-title-updated")).toBe(true);
});

test("[SH-41] the desk is shown when it has something to show, as large as it was", async () => {
  const { emit, show, maximize, loadURL } = desk({ isMaximized: true });
  expect(loadURL).toHaveBeenCalledWith("app://bundle/");
  expect(show).not.toHaveBeenCalled();
  await emit("ready-to-show");
  expect(maximize).toHaveBeenCalledTimes(1);
  expect(show).toHaveBeenCalledTimes(1);
});

test("[SH-12] E12 a second start brings the window forward, minimised or hidden, and a gone one is let be", () => {
  const { opened, restore, show, focus, isMinimized, isDestroyed } = desk();
  isMinimized.mockReturnValue(true);
  opened.reveal();
  expect([restore, show, focus].map((call) => call.mock.calls.length)).toEqual([1, 1, 1]);
  isDestroyed.mockReturnValue(true);
  opened.reveal();
  expect(show).toHaveBeenCalledTimes(1);
});

test("[SH-45] a page that stopped is opened again, but not for ever", async () => {
  const { emit, reload } = desk();
  for (let times = 0; times < 10; times += 1) await emit("render-process-gone");
  expect(reload).toHaveBeenCalledTimes(3);
});

const flat = (entries: readonly MenuEntry[]): MenuEntry[] =>
  entries.flatMap((entry) => [entry, ...flat(entry.submenu ?? [])]);

function menus(isPackaged: boolean, locale = "zh-CN") {
  const told: unknown[] = [];
  const entries = menuTemplate({
    words: wordsFor(locale),
    isPackaged,
    tell: (event) => told.push(event),
    showAbout: () => told.push("about"),
  });
  return { entries, told, all: flat(entries) };
}

test("[SH-43] the menus are Chinese, and every command reaches the page once", () => {
  const { entries, all, told } = menus(true);
  expect(entries.map(({ label }) => label)).toEqual(["文件", "编辑", "显示", "窗口", "帮助"]);
  for (const entry of all) entry.click?.();
  expect(told).toEqual([
    ...["new", "print", "find", "refresh", "sync-center", "manual", "shortcuts"].map((command) => ({
      type: "command",
      command,
    })),
    "about",
  ]);
  const keys = all.flatMap(({ accelerator }) => accelerator ?? []);
  expect(keys.toSorted()).toEqual([
    "CmdOrCtrl+F",
    "CmdOrCtrl+N",
    "CmdOrCtrl+P",
    "CmdOrCtrl+Q",
    "CmdOrCtrl+Shift+S",
    "F1",
    "F5",
  ]);
  expect(all.filter(({ type }) => type !== "separator").every(({ label }) => /\p{Script=Han}/u.test(label ?? ""))).toBe(
    true,
  );
});

test("[SH-10] E10 the menu of the packaged app opens no developer tools and reloads nothing", () => {
  const roles = (isPackaged: boolean) => menus(isPackaged).all.map(({ role }) => role as string | undefined);
  expect(roles(true)).not.toContain("toggleDevTools");
  expect(roles(false)).toContain("toggleDevTools");
  expect(roles(true)).not.toContain("reload");
});

test("[SH-43] Chinese for every Chinese, English for others, and no word missing", () => {
  for (const locale of ["zh-CN", "zh-TW", "zh", "ZH-Hans", ""]) expect(wordsFor(locale)).toBe(shellWords["zh-CN"]);
  for (const locale of ["en-US", "de", "zha"]) expect(wordsFor(locale)).toBe(shellWords.en);
  expect(Object.keys(shellWords.en).toSorted()).toEqual(Object.keys(shellWords["zh-CN"]).toSorted());
  expect(Object.values(shellWords.en).filter((word) => /\p{Script=Han}/u.test(word))).toEqual([]);
});

test("[SH-17] E17 the tray says the product's name and offers to open and to quit", () => {
  const parts = { words: shellWords["zh-CN"], reveal: vi.fn(), quit: vi.fn() };
  const tray = { setToolTip: vi.fn(), on: vi.fn() };
  openTray(tray, parts);
  expect(tray.setToolTip).toHaveBeenCalledWith("连心桥");
  expect(tray.on).toHaveBeenCalledWith("click", parts.reveal);
  const entries = trayMenu(parts);
  expect(entries.map(({ label }) => label)).toEqual(["打开连心桥", undefined, "退出"]);
  for (const entry of entries) entry.click?.();
  expect(parts.reveal).toHaveBeenCalledTimes(1);
  expect(parts.quit).toHaveBeenCalledTimes(1);
});
