/** What every window has (docs/spec/shell.md SH-2, SH-14), whatever it shows. */
const guarded = {
  sandbox: true,
  contextIsolation: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
  plugins: false,
  spellcheck: false,
  safeDialogs: true,
} as const;

/** Sessions of the app: the desk's is kept, a print's is forgotten with its window. */
export const deskPartition = "persist:desk";
export const printPartition = "print";

export type Bounds = Readonly<{ x: number; y: number; width: number; height: number }>;
export type DeskWindowOptions = Readonly<{
  preload: string;
  icon: string;
  title: string;
  isPackaged: boolean;
  bounds: Partial<Bounds>;
}>;

/** Smallest window in which the three panes, the list sliding over, are still usable. */
const smallest = { minWidth: 960, minHeight: 600 };

/** What Electron's `BrowserWindow` is made with. */
export type WindowOptions = Partial<Bounds> &
  Readonly<{
    minWidth?: number;
    minHeight?: number;
    show: boolean;
    title?: string;
    icon?: string;
    autoHideMenuBar?: boolean;
    backgroundColor?: string;
    focusable?: boolean;
    skipTaskbar?: boolean;
    webPreferences: typeof guarded &
      Readonly<{ partition: string; devTools: boolean; preload?: string; javascript?: boolean; webgl?: boolean }>;
  }>;

/** Options of the desk's window. It is shown when it has something to show. */
export function deskWindowOptions({ preload, icon, title, isPackaged, bounds }: DeskWindowOptions): WindowOptions {
  return {
    ...smallest,
    width: 1366,
    height: 768,
    ...bounds,
    show: false,
    title,
    icon,
    autoHideMenuBar: false,
    backgroundColor: "#ffffff",
    webPreferences: { ...guarded, preload, partition: deskPartition, devTools: !isPackaged },
  };
}

/** Options of the window a document is printed from: never seen, without preload, and nothing in it runs (SH-16). */
export function printWindowOptions(): WindowOptions {
  return {
    show: false,
    width: 794,
    height: 1123,
    focusable: false,
    skipTaskbar: true,
    webPreferences: { ...guarded, partition: printPartition, javascript: false, devTools: false, webgl: false },
  };
}
