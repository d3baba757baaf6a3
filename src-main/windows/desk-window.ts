import { shellEventChannel } from "../../src-shared/ipc/bridge-channels.ts";
import type { ShellEvent } from "../../src-shared/ipc/desk-bridge.ts";
import { deskOrigin } from "../ipc/sender.ts";
import { guardContents, type GuardedContents, type LinkManners } from "./guard-contents.ts";
import type { Bounds } from "./window-options.ts";
import type { ShellState } from "./window-state.ts";

type Preventable = Readonly<{ preventDefault: () => void }>;

/** The part of Electron's `BrowserWindow` that the desk is shown in. */
export type WindowPort = Readonly<{
  loadURL: (url: string) => Promise<void>;
  show: () => void;
  hide: () => void;
  focus: () => void;
  maximize: () => void;
  restore: () => void;
  isMaximized: () => boolean;
  isMinimized: () => boolean;
  isDestroyed: () => boolean;
  getNormalBounds: () => Bounds;
  on: {
    (event: "close", listener: (event: Preventable) => void): unknown;
    (event: "page-title-updated", listener: (event: Preventable) => void): unknown;
  };
  once: (event: "ready-to-show", listener: () => void) => unknown;
  webContents: GuardedContents &
    Readonly<{
      send: (channel: string, event: ShellEvent) => void;
      reload: () => void;
      on: (event: "render-process-gone", listener: () => void) => unknown;
    }>;
}>;

export type DeskWindowParts = Readonly<{
  window: WindowPort;
  links: LinkManners;
  state: ShellState;
  saveState: (state: ShellState) => Promise<void>;
  /** Asks once whether closing means hiding; null when the person wants neither. */
  askOnClose: () => Promise<"hide" | "quit" | null>;
  isQuitting: () => boolean;
  quit: () => void;
  isHidden: boolean;
}>;

export type DeskWindow = Readonly<{ tell: (event: ShellEvent) => void; reveal: () => void }>;

/** A page that stops again and again is not opened for ever. */
const mostReloads = 3;

/** What closing the window does: it leaves, it hides, or the person is asked. Closing is not quitting. */
export function onClose(state: ShellState, isQuitting: boolean): "leave" | "hide" | "ask" {
  if (isQuitting || state.onClose === "quit") return "leave";
  return state.onClose === "hide" ? "hide" : "ask";
}

/** Opens the desk in its window, keeps it there, and remembers where the window stood. */
export function openDeskWindow(parts: DeskWindowParts): DeskWindow {
  const { window, links } = parts;
  guardContents(window.webContents, links);
  window.on("page-title-updated", (event) => event.preventDefault()); // no name of a person in the task bar (SH-17)
  let reloads = 0;
  window.webContents.on("render-process-gone", () => {
    reloads += 1;
    if (reloads <= mostReloads) window.webContents.reload();
  });
  window.once("ready-to-show", () => {
    if (parts.state.isMaximized) window.maximize();
    if (!parts.isHidden) window.show();
  });
  closeByChoice(parts);
  void window.loadURL(`${deskOrigin}/`);
  return {
    tell: (event) => {
      if (!window.isDestroyed()) window.webContents.send(shellEventChannel, event);
    },
    reveal: () => {
      if (window.isDestroyed()) return;
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
  };
}

function closeByChoice(parts: DeskWindowParts): void {
  const { window } = parts;
  let state = parts.state;
  const choose = (choice: "hide" | "quit"): void => {
    state = { ...state, onClose: choice };
    void remember(parts, state);
    if (choice === "hide") window.hide();
    else parts.quit();
  };
  window.on("close", (event) => {
    const way = onClose(state, parts.isQuitting());
    if (way === "leave") {
      void remember(parts, state);
      return;
    }
    event.preventDefault();
    if (way === "hide") choose("hide");
    else void parts.askOnClose().then((choice) => choice && choose(choice));
  });
}

async function remember({ window, saveState }: DeskWindowParts, state: ShellState): Promise<void> {
  const { x, y, width, height } = window.getNormalBounds();
  await saveState({ ...state, bounds: { x, y, width, height }, isMaximized: window.isMaximized() });
}
