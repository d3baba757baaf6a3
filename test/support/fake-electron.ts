import { EventEmitter } from "node:events";
import path from "node:path";

import { fakeSafeStorage } from "./fake-safe-storage.ts";

type Answer = (event: unknown, name: unknown, argument: unknown) => Promise<unknown>;
type Serve = (request: Request) => Promise<Response>;

/** What the shell did to Electron, in order, and the doors through which a test plays Electron's part. */
export class ElectronNotes {
  readonly said: unknown[][] = [];
  readonly windows: FakeWindow[] = [];
  readonly schemes = new Map<string, Serve>();
  readonly guarded = new Set<string>();
  home = "";
  answer: Answer = () => Promise.reject(new Error("no handler"));

  note = (...words: unknown[]): void => void this.said.push(words);
  words = (first: string): unknown[][] => this.said.filter(([word]) => word === first);
}

export const notes = new ElectronNotes();

class FakeContents extends EventEmitter {
  readonly sent: unknown[][] = [];
  send = (...words: unknown[]): void => void this.sent.push(words);
  reload = (): void => notes.note("reload");
  setWindowOpenHandler = (): void => notes.note("window-open-handler");
  printToPDF = (): Promise<Buffer> => Promise.resolve(Buffer.from("%PDF-1.7 fake"));
  print = (_options: unknown, ended: (isPrinted: boolean, reason: string) => void): void => ended(true, "");
}

export class FakeWindow extends EventEmitter {
  readonly options: unknown;
  readonly webContents = new FakeContents();
  url = "";
  isShown = false;
  constructor(options: unknown) {
    super();
    this.options = options;
    notes.windows.push(this);
  }
  loadURL = (url: string): Promise<void> => {
    this.url = url;
    return Promise.resolve();
  };
  show = (): void => void (this.isShown = true);
  hide = (): void => void (this.isShown = false);
  focus = (): void => notes.note("focus");
  maximize = (): void => notes.note("maximize");
  restore = (): void => undefined;
  destroy = (): void => notes.note("destroy");
  isMaximized = (): boolean => false;
  isMinimized = (): boolean => false;
  isDestroyed = (): boolean => false;
  getNormalBounds = () => ({ x: 10, y: 10, width: 1200, height: 700 });
}

class FakeTray extends EventEmitter {
  constructor(icon: string) {
    super();
    notes.note("tray", icon);
  }
  setToolTip = (text: string): void => notes.note("tool-tip", text);
  setContextMenu = (): void => undefined;
}

function fakeSession(partition: string) {
  const guard = (name: string) => (): void => void notes.guarded.add(`${partition} ${name}`);
  return {
    setPermissionRequestHandler: guard("request"),
    setPermissionCheckHandler: guard("check"),
    setDevicePermissionHandler: guard("device"),
    setDisplayMediaRequestHandler: guard("media"),
    setSpellCheckerEnabled: guard("spelling"),
    on: guard("download"),
    protocol: { handle: (scheme: string, serve: Serve) => notes.schemes.set(`${partition} ${scheme}`, serve) },
  };
}

class FakeApp extends EventEmitter {
  readonly isPackaged = true;
  readonly commandLine = { appendSwitch: (...words: unknown[]) => notes.note("switch", ...words) };
  enableSandbox = (): void => notes.note("sandbox");
  setAppUserModelId = (): void => undefined;
  setAboutPanelOptions = (): void => undefined;
  showAboutPanel = (): void => undefined;
  requestSingleInstanceLock = (): boolean => true;
  getPath = (name: string): string => (name === "userData" ? notes.home : path.join(notes.home, name));
  getLocale = (): string => "zh-CN";
  getVersion = (): string => "0.1.0";
  whenReady = (): Promise<void> => Promise.resolve();
  quit = (): void => notes.note("quit");
  exit = (code: number): void => notes.note("exit", code);
}

/** The parts of `electron` that src-main/main.ts imports, for `vi.mock`. */
export const fakeElectron = {
  app: new FakeApp(),
  BrowserWindow: FakeWindow,
  Tray: FakeTray,
  Menu: { buildFromTemplate: (template: unknown) => template, setApplicationMenu: () => notes.note("menu") },
  dialog: {
    showErrorBox: (...words: unknown[]) => notes.note("error-box", ...words),
    showSaveDialog: () => Promise.resolve({ canceled: false, filePath: path.join(notes.home, "办件单.pdf") }),
    showMessageBox: () => Promise.resolve({ response: 0 }),
  },
  ipcMain: {
    handle: (channel: string, answer: Answer) => {
      notes.note("handle", channel);
      notes.answer = answer;
    },
  },
  powerMonitor: new EventEmitter(),
  protocol: { registerSchemesAsPrivileged: () => notes.note("scheme") },
  safeStorage: fakeSafeStorage(),
  screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }] },
  session: {
    defaultSession: fakeSession("default"),
    fromPartition: (partition: string) => fakeSession(partition),
  },
  shell: {
    openExternal: (url: string) => (notes.note("open-external", url), Promise.resolve()),
    showItemInFolder: (file: string) => notes.note("show", file),
  },
};
