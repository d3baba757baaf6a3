import type { MenuEntry } from "./menu.ts";
import type { ShellWords } from "./shell-words.ts";

/** The part of Electron's `Tray` that we use. */
export type TrayPort = Readonly<{
  setToolTip: (text: string) => void;
  on: (event: "click", listener: () => void) => unknown;
}>;

export type TrayParts = Readonly<{ words: ShellWords; reveal: () => void; quit: () => void }>;

/** The menu of the icon in the tray: open and quit. Nothing of anybody's work shows there (docs/spec/shell.md SH-17). */
export function trayMenu({ words, reveal, quit }: TrayParts): MenuEntry[] {
  return [{ label: words.open, click: reveal }, { type: "separator" }, { label: words.quit, click: quit }];
}

/** Keeps the desk in reach while its window is hidden. */
export function openTray(tray: TrayPort, parts: TrayParts): void {
  tray.setToolTip(parts.words.product);
  tray.on("click", parts.reveal);
}
