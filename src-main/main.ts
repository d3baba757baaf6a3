import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { hostname, uptime } from "node:os";
import path from "node:path";
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
} from "electron";

import { bridgeChannel } from "../src-shared/ipc/bridge-channels.ts";
import type { ShellEvent } from "../src-shared/ipc/desk-bridge.ts";
import { diskSpace, takesNewFiles, type DiskSpace } from "../src-shared/ipc/disk-space.ts";
import { fromUtf8, utf8 } from "../src-shared/kernel/utf8.ts";
import { openBlobStore, type BlobStore } from "./blobs/blob-store.ts";
import { answerCalls } from "./ipc/answer-call.ts";
import { bridgeHandlers } from "./ipc/bridge-handlers.ts";
import { accountJournals } from "./journal/account-journals.ts";
import { openBootClock } from "./services/boot-clock.ts";
import { deleteCrashDumps } from "./services/crash-dumps.ts";
import { machineDisk, replaceFile } from "./services/disk.ts";
import { freeBytes } from "./services/free-bytes.ts";
import { openKeychain } from "./services/keychain.ts";
import { readLaunch } from "./services/launch-arguments.ts";
import { lookAtLine } from "./services/look-at-line.ts";
import { openLog } from "./services/log.ts";
import { oneAtATime } from "./services/one-at-a-time.ts";
import { isNearby, serverUrl } from "./services/server-url.ts";
import { stateFile } from "./services/state-file.ts";
import { applySwitches } from "./services/switches.ts";
import { appScheme, registerAppScheme } from "./windows/app-scheme.ts";
import { openDeskWindow, type DeskWindow } from "./windows/desk-window.ts";
import { askOnClose, askWhere } from "./windows/dialogs.ts";
import { guardDownloads } from "./windows/downloads.ts";
import { menuTemplate } from "./windows/menu.ts";
import { guardSession } from "./windows/permissions.ts";
import { printShelf } from "./windows/print-shelf.ts";
import { openPrinter, type Printer } from "./windows/printer.ts";
import { serveBundle } from "./windows/serve-bundle.ts";
import { wordsFor } from "./windows/shell-words.ts";
import { openTray, trayMenu } from "./windows/tray.ts";
import { deskPartition, deskWindowOptions, printPartition, printWindowOptions } from "./windows/window-options.ts";
import { firstShellState, shellStateSchema, visibleBounds, type ShellState } from "./windows/window-state.ts";

// The whole: the only file, with the preload, that knows Electron at run time. Every part below is given what it needs
// and is tested without it; nothing here decides anything.
const out = path.join(import.meta.dirname, "..");
const icons = path.join(out, "../resources/icons");
const disk = machineDisk;
const launch = readLaunch(process.argv);
let isQuitting = false;
let desk: DeskWindow | null = null;
let tray: Tray | null = null; // held here, or the icon goes when the collector comes

app.enableSandbox();
app.setAppUserModelId("cn.lianxinqiao.desk");
registerAppScheme(protocol);
applySwitches(app.commandLine);
const home = app.getPath("userData");
const log = openLog({ folder: path.join(home, "logs"), now: () => Date.now() });
const shellFile = stateFile({ disk, file: path.join(home, "shell.json") }, shellStateSchema, firstShellState);
const saving = oneAtATime();

process.on("unhandledRejection", (cause) => log.error("unhandled-rejection", cause));
process.on("uncaughtException", (cause) => endBroken("uncaught-exception", cause));

if (app.requestSingleInstanceLock()) {
  app.on("second-instance", (_event, argv) => {
    if (!readLaunch(argv).isHidden) desk?.reveal();
  });
  app.on("before-quit", () => (isQuitting = true));
  app.on("window-all-closed", () => app.quit());
  app.on("activate", () => desk?.reveal());
  app
    .whenReady()
    .then(start)
    .catch((cause: unknown) => endBroken("not-started", cause));
} else {
  app.quit();
}

/** Said in words, and over: a program without a window would keep every later start away. */
function endBroken(event: string, cause: unknown): void {
  log.error(event, cause);
  dialog.showErrorBox(words().product, words().broken);
  app.exit(1);
}

function words(): ReturnType<typeof wordsFor> {
  return wordsFor(app.getLocale());
}

async function start(): Promise<void> {
  await deleteCrashDumps(app.getPath("crashDumps"));
  await disk.makeFolder(home);
  const server = await readServer();
  if (server === null) return;
  log.info("started", { version: app.getVersion(), platform: process.platform, server });

  const keychain = openKeychain({ disk, folder: home, safeStorage, platform: process.platform });
  const journals = accountJournals({ disk, root: home, keychain });
  const space = async (): Promise<DiskSpace> => diskSpace(await freeBytes(home));
  const blobs = openBlobStore({ disk, root: home, keychain, hasRoom: async () => takesNewFiles(await space()) });
  const state = await shellFile.load();
  const window = newDeskWindow(state);
  const printer = preparePrinting(server, blobs, window);
  const handlers = bridgeHandlers({
    journals,
    blobs,
    keychain,
    readClock: await openClock(),
    printPdf: printer.toPdf,
    printPaper: printer.onPaper,
    showFile: (file) => show(printer, file),
    space,
    lookAtLine: () => lookAtLine(session.fromPartition(deskPartition), server),
    facts: async () => ({
      version: app.getVersion(),
      platform: process.platform,
      serverUrl: server,
      deviceName: hostname(),
      weakKeychain: await keychain.isWeak(),
    }),
  });
  const answer = answerCalls(handlers, log);
  ipcMain.handle(bridgeChannel, (event, name: unknown, argument: unknown) => answer(event.senderFrame, name, argument));
  endWell(() => journals.closeAll());
  openDesk({ window, state, server });
}

/** The address of the province; without a good one there is nothing to open, and an administrator must look. */
async function readServer(): Promise<string | null> {
  const textOf = async (file: string): Promise<string | null> => readFile(file, "utf8").catch(() => null);
  try {
    const places = [path.join(home, "config.json"), path.join(process.resourcesPath, "config.json")];
    return serverUrl(process.env["LXQ_SERVER"], await Promise.all(places.map(textOf)));
  } catch (cause) {
    log.error("bad-server-url", cause);
    dialog.showErrorBox(words().product, words().badServer);
    app.exit(1);
    return null;
  }
}

function openClock(): ReturnType<typeof openBootClock> {
  const record = path.join(home, "boot.json");
  return openBootClock({
    kernelBootId: () =>
      readFile("/proc/sys/kernel/random/boot_id", "utf8").then(
        (text) => text.trim(),
        () => null,
      ),
    uptime,
    now: () => Date.now(),
    newBootId: randomUUID,
    // A record that cannot be read is none: the boot gets a new name (SH-35).
    loadRecord: async () => fromUtf8((await disk.read(record).catch(() => null)) ?? new Uint8Array()),
    saveRecord: (text) =>
      replaceFile(disk, record, utf8(text)).catch((cause: unknown) => log.error("boot-record", cause)),
  });
}

function newDeskWindow(state: ShellState): BrowserWindow {
  return new BrowserWindow(
    deskWindowOptions({
      preload: path.join(out, "preload/preload.cjs"),
      icon: path.join(icons, "256.png"),
      title: words().product,
      isPackaged: app.isPackaged,
      bounds: visibleBounds(
        state.bounds,
        screen.getAllDisplays().map(({ workArea }) => workArea),
      ),
    }),
  );
}

/** Every session there is gets the same guard; each of the two that we use answers `app:` in its own way. */
function preparePrinting(server: string, blobs: BlobStore, window: BrowserWindow): Printer {
  const shelf = printShelf(blobs);
  const sessions = { desk: session.fromPartition(deskPartition), print: session.fromPartition(printPartition) };
  const place = { title: words().saveFile, folder: app.getPath("documents") };
  [session.defaultSession, sessions.desk, sessions.print].forEach((each) => {
    guardSession(each, isNearby(server));
    guardDownloads(each, each === sessions.desk ? place : null);
  });
  sessions.desk.protocol.handle(appScheme, serveBundle({ root: path.join(out, "renderer"), server }));
  sessions.print.protocol.handle(appScheme, shelf.serve);
  return openPrinter({
    disk,
    shelf,
    newWindow: () => new BrowserWindow(printWindowOptions()),
    askWhere: (name) =>
      askWhere((options) => dialog.showSaveDialog(window, options), {
        words: words(),
        folder: app.getPath("documents"),
        name,
      }),
  });
}

function show(printer: Printer, file: string): boolean {
  const isOurs = printer.hasSaved(file);
  if (isOurs) shell.showItemInFolder(file);
  return isOurs;
}

type Opening = Readonly<{ window: BrowserWindow; state: ShellState; server: string }>;

function openDesk({ window, state, server }: Opening): void {
  const opened = openDeskWindow({
    window,
    state,
    links: { server, openLink: (url) => void shell.openExternal(url) },
    saveState: (next) => saving(() => shellFile.save(next).catch((cause: unknown) => log.error("shell-state", cause))),
    askOnClose: () => askOnClose((options) => dialog.showMessageBox(window, options), words()),
    isQuitting: () => isQuitting,
    quit: () => app.quit(),
    isHidden: launch.isHidden,
  });
  desk = opened;
  placeMenus(opened);
  watchMachine(opened.tell);
}

function placeMenus({ tell, reveal }: DeskWindow): void {
  app.setAboutPanelOptions({ applicationName: words().product, applicationVersion: app.getVersion() });
  const menu = menuTemplate({
    words: words(),
    isPackaged: app.isPackaged,
    tell,
    showAbout: () => app.showAboutPanel(),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu));
  tray = new Tray(path.join(icons, process.platform === "darwin" ? "16.png" : "32.png"));
  const parts = { words: words(), reveal, quit: () => app.quit() };
  tray.setContextMenu(Menu.buildFromTemplate(trayMenu(parts)));
  openTray(tray, parts);
}

function watchMachine(tell: (event: ShellEvent) => void): void {
  powerMonitor.on("resume", () => tell({ type: "resumed" }));
  powerMonitor.on("suspend", () => tell({ type: "screen-locked" }));
  powerMonitor.on("lock-screen", () => tell({ type: "screen-locked" }));
}

/** Lets what is being written be written, then leaves. */
function endWell(close: () => Promise<void>): void {
  app.on("will-quit", (event) => {
    event.preventDefault();
    void saving(close).finally(() => app.exit(0));
  });
}
