import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { _electron as electron, expect, test, type ElectronApplication, type Page } from "@playwright/test";
import type { BrowserWindow, WebContents } from "electron";

import { inRoot } from "../../../scripts/support/paths.ts";
import { hasElectronBinary } from "../../../scripts/system/find-system.ts";
import type { DeskBridge } from "../../../src-shared/ipc/desk-bridge.ts";
import { userId } from "../../../src-shared/kernel/ids.ts";

const account = userId("0190a000-0000-7000-8000-000000000001");
const isRoot = process.getuid?.() === 0;
const hasDisplay =
  process.platform !== "linux" || [process.env["DISPLAY"], process.env["WAYLAND_DISPLAY"]].some((name) => !!name);

test.skip(!hasElectronBinary(inRoot(".")), "the Electron binary is not on this machine");
test.skip(!existsSync(inRoot("out/main/main.js")), "the desk is not built; run npm run build");
test.skip(isRoot, "Electron's sandbox does not work for root, and we do not switch it off");
test.skip(!hasDisplay, "Electron needs a display, and there is none");

let home = "";
let app: ElectronApplication;
let page: Page;

async function open(): Promise<void> {
  app = await electron.launch({
    args: [inRoot("."), `--user-data-dir=${home}`],
    env: { ...process.env, LXQ_SERVER: "http://127.0.0.1:9" },
  });
  page = await app.firstWindow();
  await page.waitForLoadState("domcontentloaded");
}

test.beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), "lxq-electron-"));
  await open();
});
test.afterAll(async () => {
  await app.close();
  rmSync(home, { recursive: true, force: true });
});

declare global {
  interface Window {
    readonly lianxinqiao?: DeskBridge;
  }
}

test("[SH-44] the desk opens at app://bundle with the bridge and without Node", async () => {
  expect(page.url()).toBe("app://bundle/");
  const found = await page.evaluate(() => ({
    bridge: Object.keys(window.lianxinqiao ?? {}),
    node: ["require", "process", "module", "Buffer"].filter((name) => name in window),
  }));
  expect(found).toEqual({ bridge: ["call", "onShellEvent"], node: [] });
});

test("[SH-2] E2 the window of the running app is sandboxed and isolated", async () => {
  const preferences = await app.evaluate(({ BrowserWindow: Window }) => {
    const [window] = Window.getAllWindows() as (BrowserWindow & {
      webContents: WebContents & { getLastWebPreferences: () => unknown };
    })[];
    return window?.webContents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  });
});

test("[SH-6, SH-7] E6 E7 the page cannot run inline script, open a window or leave", async () => {
  const violated = page.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
        const script = document.createElement("script");
        script.textContent = "document.title = 'broken out'";
        document.body.append(script);
      }),
  );
  expect(await violated).toBe("script-src-elem");
  expect(await page.evaluate(() => window.open("https://example.cn") === null)).toBe(true);
  await page.evaluate(() => void (location.href = "https://example.cn/"));
  await page.waitForTimeout(300);
  expect(page.url()).toContain("app://bundle/");
  expect(app.windows()).toHaveLength(1);
});

test("[JO-1] what the page saved is there after the app was closed and opened", async () => {
  const save = (which: typeof account) =>
    page.evaluate(async (id) => {
      await window.lianxinqiao?.call("journal.open", { account: id });
      return window.lianxinqiao?.call("journal.append", { account: id, lines: ["第一步", "第二步"] });
    }, which);
  expect(await save(account)).toEqual({ ok: true });
  await app.close();
  await open();
  const again = await page.evaluate((id) => window.lianxinqiao?.call("journal.open", { account: id }), account);
  expect(again).toMatchObject({ ok: true, value: { lines: ["第一步", "第二步"], tornBytes: 0, damaged: 0 } });
});

test("[SH-16] E16 a document becomes a PDF file", async () => {
  const target = path.join(home, "办件单.pdf");
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, target);
  const html = "<!doctype html><meta charset=utf-8><style>@page{size:A4}</style><h1>办件单</h1>";
  const printed = await page.evaluate(
    (document) => window.lianxinqiao?.call("print.pdf", { html: document, name: "办件单", images: [] }),
    html,
  );
  expect(printed).toEqual({ ok: true, value: { saved: true, path: target } });
  expect(existsSync(target)).toBe(true);
});
