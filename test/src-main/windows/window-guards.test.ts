import { expect, test } from "vitest";

import { guardDownloads, type SavePlace } from "../../../src-main/windows/downloads.ts";
import { guardContents, isTrustedLink, type GuardedContents } from "../../../src-main/windows/guard-contents.ts";
import { guardSession } from "../../../src-main/windows/permissions.ts";
import { deskWindowOptions, printWindowOptions } from "../../../src-main/windows/window-options.ts";

const desk = (isPackaged: boolean) =>
  deskWindowOptions({ preload: "/app/preload.cjs", icon: "i", title: "连心桥", isPackaged, bounds: {} });
const windows = { desk: desk(true), "desk in development": desk(false), print: printWindowOptions() };

test.each(Object.entries(windows))("[SH-2] E2 every window is sandboxed and isolated: %s", (_name, options) => {
  expect(options.webPreferences).toMatchObject({ sandbox: true, contextIsolation: true, webSecurity: true });
  const off = [
    ...(["nodeIntegration", "nodeIntegrationInWorker", "nodeIntegrationInSubFrames", "webviewTag"] as const),
    ...(["allowRunningInsecureContent", "experimentalFeatures", "navigateOnDragDrop", "plugins"] as const),
  ];
  for (const name of off) expect(options.webPreferences[name], name).toBe(false);
  expect(options.show).toBe(false);
});

test("[SH-2] E2 the whole set of web preferences is known: a new one is a decision", () => {
  const guarded = [
    ...["allowRunningInsecureContent", "contextIsolation", "devTools", "experimentalFeatures", "navigateOnDragDrop"],
    ...["nodeIntegration", "nodeIntegrationInSubFrames", "nodeIntegrationInWorker", "partition", "plugins"],
    ...["safeDialogs", "sandbox", "spellcheck", "webSecurity", "webviewTag"],
  ];
  expect(Object.keys(windows.desk.webPreferences).toSorted()).toEqual([...guarded, "preload"].toSorted());
  expect(Object.keys(windows.print.webPreferences).toSorted()).toEqual([...guarded, "javascript", "webgl"].toSorted());
});

test("[SH-10] E10 the packaged app has no developer tools, and no print window ever has", () => {
  expect(windows.desk.webPreferences.devTools).toBe(false);
  expect(windows["desk in development"].webPreferences.devTools).toBe(true);
  expect(windows.print.webPreferences.devTools).toBe(false);
});

test("[SH-16] E16 the print window is hidden, without preload, and nothing in it runs", () => {
  expect(windows.print).toMatchObject({ show: false, focusable: false, skipTaskbar: true });
  expect(windows.print.webPreferences).toMatchObject({ javascript: false, webgl: false, partition: "print" });
  expect(windows.print.webPreferences).not.toHaveProperty("preload");
});

test("[SH-14] E14 the spell checker is off in windows and sessions", () => {
  for (const { webPreferences } of Object.values(windows)) expect(webPreferences.spellcheck).toBe(false);
  expect(sessionWith(false).spellChecker).toBe(false);
});

/** A page whose navigation a test plays. */
function contents() {
  const listeners = new Map<string, (details: { url: string; preventDefault: () => void }) => void>();
  const opener: { open?: (details: { url: string }) => { action: "deny" } } = {};
  const port = {
    on: (event: string, listener: (details: { url: string; preventDefault: () => void }) => void) =>
      listeners.set(event, listener),
    setWindowOpenHandler: (handler: (details: { url: string }) => { action: "deny" }) => void (opener.open = handler),
  } as unknown as GuardedContents;
  const isPrevented = (event: string, url: string): boolean => {
    let prevented = false;
    listeners.get(event)?.({ url, preventDefault: () => (prevented = true) });
    return prevented;
  };
  return { port, isPrevented, open: (url: string) => opener.open?.({ url }) };
}

const elsewhere = [
  ...["https://example.cn/", "http://127.0.0.1/", "file:///etc/passwd", "data:text/html,x", "javascript:alert(1)"],
  ...["app://bundle.evil/", "app://print/x", "blob:app://bundle/x", "about:blank", "app:bundle/", "app://bundle@evil/"],
];

test("[SH-7] E7 the desk may load itself anew and goes nowhere else", () => {
  const page = contents();
  guardContents(page.port, { server: "https://desk.example.cn", openLink: () => undefined });
  for (const event of ["will-navigate", "will-frame-navigate"]) {
    expect(page.isPrevented(event, "app://bundle/orders/1")).toBe(false);
    for (const url of elsewhere) expect(page.isPrevented(event, url), url).toBe(true);
  }
  for (const url of [...elsewhere, "app://bundle/"]) expect(page.isPrevented("will-redirect", url)).toBe(true);
});

test("[SH-7] E7 a printed document goes nowhere at all and opens nothing", () => {
  const page = contents();
  guardContents(page.port, "none");
  for (const url of [...elsewhere, "app://bundle/", "app://print/1"]) {
    for (const event of ["will-navigate", "will-frame-navigate", "will-redirect"]) {
      expect(page.isPrevented(event, url)).toBe(true);
    }
    expect(page.open(url)).toEqual({ action: "deny" });
  }
});

test("[SH-2] E2 a webview that is attached all the same is refused", () => {
  const page = contents();
  guardContents(page.port, "none");
  expect(page.isPrevented("will-attach-webview", "")).toBe(true);
});

test("[SH-7] E7 no window opens; a trusted link goes to the system's browser", () => {
  const page = contents();
  const opened: string[] = [];
  guardContents(page.port, { server: "https://desk.example.cn", openLink: (url) => opened.push(url) });
  const trusted = ["https://desk.example.cn/help", "https://www.acftu.org/a?b", "https://flk.npc.gov.cn/x"];
  for (const url of [...trusted, ...elsewhere]) expect(page.open(url)).toEqual({ action: "deny" });
  expect(opened).toEqual(trusted);
});

test.each([
  "http://www.acftu.org/",
  "https://acftu.org.evil.cn/",
  "https://evilacftu.org/",
  "https://user@acftu.org/",
  "https://user:word@desk.example.cn/",
  "https://acftu.org:8443/",
  "https://desk.example.cn:8443/",
  "https://acftu.org\\@evil.cn/",
  "ms-settings:",
  "smb://acftu.org/",
  "file://acftu.org/share",
  `https://acftu.org/${"x".repeat(2000)}`,
  "",
])("[SH-7] E7 %s is not opened", (url) => {
  expect(isTrustedLink(url, "https://desk.example.cn")).toBe(false);
});

/** A session that notes how it was guarded. */
function sessionWith(isNearby: boolean) {
  const guards = {
    request: (_c: unknown, _p: string, _answer: (granted: boolean) => void): void => undefined,
    check: (_c: unknown, _p: string, _o: string): boolean => true,
    device: (): boolean => true,
    media: (_r: unknown, _answer: (streams: null) => void): void => undefined,
    spellChecker: true,
  };
  guardSession(
    {
      setPermissionRequestHandler: (handler) => void (guards.request = handler),
      setPermissionCheckHandler: (handler) => void (guards.check = handler),
      setDevicePermissionHandler: (handler) => void (guards.device = handler),
      setDisplayMediaRequestHandler: (handler) => void (guards.media = handler),
      setSpellCheckerEnabled: (isEnabled) => void (guards.spellChecker = isEnabled),
    },
    isNearby,
  );
  return guards;
}

/** Every permission that Electron 45 knows. */
const permissions = [
  ..."ar automatic-fullscreen background-fetch background-sync captured-surface-control clipboard-read".split(" "),
  ..."clipboard-sanitized-write deprecated-sync-clipboard-read display-capture fileSystem fullscreen".split(" "),
  ..."geolocation geolocation-approximate hand-tracking hid idle-detection keyboardLock local-fonts".split(" "),
  ..."local-network local-network-access loopback-network media mediaKeySystem midi midiSysex nfc".split(" "),
  ..."notifications openExternal payment-handler periodic-background-sync persistent-storage pointerLock".split(" "),
  ..."screen-wake-lock sensors serial smart-card speaker-selection storage-access system-wake-lock".split(" "),
  ..."top-level-storage-access usb vr web-app-installation web-printing window-management unknown".split(" "),
];

test.each([
  [false, ["clipboard-sanitized-write", "notifications"]],
  [true, ["clipboard-sanitized-write", "local-network", "local-network-access", "loopback-network", "notifications"]],
])("[SH-8] E8 of all permissions these are granted when the province is nearby (%s)", (isNearby, expected) => {
  const guards = sessionWith(isNearby);
  const asked = permissions.filter((permission) => {
    let granted = false;
    guards.request(null, permission, (answer) => (granted = answer));
    return granted;
  });
  expect(asked.toSorted()).toEqual(expected);
  const checked = permissions.filter((permission) => guards.check(null, permission, "app://bundle"));
  expect(checked.toSorted()).toEqual(expected);
});

test("[SH-8] E8 devices and screen capture are refused", () => {
  const guards = sessionWith(true);
  expect(guards.device()).toBe(false);
  guards.media({}, (streams) => expect(streams).toBeNull());
});

/** Plays a download and tells what became of it: refused, or where the dialog would put it. */
function download(url: string, filename: string, place: SavePlace = { title: "保存文件", folder: "/文档" }): string {
  let fate = "saved unasked";
  guardDownloads(
    {
      on: (_event, listener) =>
        listener(
          { preventDefault: () => void (fate = "refused") },
          {
            getURL: () => url,
            getFilename: () => filename,
            setSaveDialogOptions: ({ defaultPath }) => void (fate = defaultPath),
          },
        ),
    },
    place,
  );
  return fate;
}

test("[SH-8] E8 only bytes that the desk itself has are handed over, and only by the desk's session", () => {
  const own = "blob:app://bundle/0190";
  expect(download(own, "工资条.pdf")).toBe("/文档/工资条.pdf");
  expect(download(own, "工资条.pdf", null)).toBe("refused");
  for (const url of [...elsewhere, "blob:https://evil.cn/1", "blob:app://bundle.evil/1", "app://bundle/index.html"]) {
    if (!url.startsWith(own.slice(0, 18))) expect(download(url, "x.pdf"), url).toBe("refused");
  }
});

test.each([
  ["../../工资条.PDF", "_._工资条.pdf"],
  ["工资条\u202Efdp.exe", "工资条fdp.exe.bin"],
  ["run.bat", "run.bat.bin"],
  ["x.desktop", "x.desktop.bin"],
  ["nul.txt", "_nul.txt"],
  ["", "连心桥.bin"],
  ["录音.mp3", "录音.mp3"],
])("[SH-15] E15 an attachment named %j is saved as %j", (given, name) => {
  expect(download("blob:app://bundle/1", given)).toBe(`/文档/${name}`);
});
