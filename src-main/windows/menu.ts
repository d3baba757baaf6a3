import type { ShellEvent } from "../../src-shared/ipc/desk-bridge.ts";
import type { ShellWords } from "./shell-words.ts";

type Command = Extract<ShellEvent, { type: "command" }>["command"];
type Role =
  | "undo"
  | "redo"
  | "cut"
  | "copy"
  | "paste"
  | "selectAll"
  | "zoomIn"
  | "zoomOut"
  | "resetZoom"
  | "togglefullscreen"
  | "minimize"
  | "close"
  | "quit"
  | "toggleDevTools";

/** An entry of a native menu, as Electron's `Menu.buildFromTemplate` takes it. */
export type MenuEntry = {
  label?: string;
  type?: "separator";
  role?: Role;
  accelerator?: string;
  click?: () => void;
  submenu?: MenuEntry[];
};

export type MenuParts = Readonly<{
  words: ShellWords;
  isPackaged: boolean;
  tell: (event: ShellEvent) => void;
  showAbout: () => void;
}>;

const line: MenuEntry = { type: "separator" };

/** The desk's native menu. Its keys are the same as in the browser; the page does what a command says. */
export function menuTemplate(parts: MenuParts): MenuEntry[] {
  const { words } = parts;
  return [
    { label: words.file, submenu: fileMenu(parts) },
    { label: words.edit, submenu: editMenu(parts) },
    { label: words.view, submenu: viewMenu(parts) },
    { label: words.window, submenu: windowMenu(parts) },
    { label: words.help, submenu: helpMenu(parts) },
  ];
}

function commandTo(tell: MenuParts["tell"]): (label: string, command: Command, accelerator?: string) => MenuEntry {
  return (label, command, accelerator) => ({
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => tell({ type: "command", command }),
  });
}

function fileMenu({ words, tell }: MenuParts): MenuEntry[] {
  const command = commandTo(tell);
  return [
    command(words.newOrder, "new", "CmdOrCtrl+N"),
    command(words.print, "print", "CmdOrCtrl+P"),
    line,
    { label: words.quit, role: "quit", accelerator: "CmdOrCtrl+Q" },
  ];
}

function editMenu({ words, tell }: MenuParts): MenuEntry[] {
  return [
    { label: words.undo, role: "undo" },
    { label: words.redo, role: "redo" },
    line,
    { label: words.cut, role: "cut" },
    { label: words.copy, role: "copy" },
    { label: words.paste, role: "paste" },
    { label: words.selectAll, role: "selectAll" },
    line,
    commandTo(tell)(words.find, "find", "CmdOrCtrl+F"),
  ];
}

function viewMenu({ words, tell, isPackaged }: MenuParts): MenuEntry[] {
  const command = commandTo(tell);
  const tools: MenuEntry[] = isPackaged ? [] : [line, { role: "toggleDevTools" }];
  return [
    command(words.refresh, "refresh", "F5"),
    command(words.syncCenter, "sync-center", "CmdOrCtrl+Shift+S"),
    line,
    { label: words.zoomIn, role: "zoomIn" },
    { label: words.zoomOut, role: "zoomOut" },
    { label: words.resetZoom, role: "resetZoom" },
    { label: words.fullScreen, role: "togglefullscreen" },
    ...tools,
  ];
}

function windowMenu({ words }: MenuParts): MenuEntry[] {
  return [
    { label: words.minimize, role: "minimize" },
    { label: words.close, role: "close" },
  ];
}

function helpMenu({ words, tell, showAbout }: MenuParts): MenuEntry[] {
  const command = commandTo(tell);
  return [
    command(words.manual, "manual", "F1"),
    command(words.shortcuts, "shortcuts"),
    line,
    { label: words.about, click: showAbout },
  ];
}
