import { contextBridge, ipcRenderer } from "electron";

import { bridgeChannel, bridgeName, shellEventChannel } from "../../src-shared/ipc/bridge-channels.ts";
import type { DeskBridge, ShellEvent } from "../../src-shared/ipc/desk-bridge.ts";

// The page gets two functions and nothing of Electron: no raw `ipcRenderer`, no event object (docs/spec/shell.md SH-3).
const bridge: DeskBridge = {
  call: (name, argument) => ipcRenderer.invoke(bridgeChannel, name, argument),
  onShellEvent: (listener) => {
    const tell = (_event: unknown, told: ShellEvent): void => listener(told);
    ipcRenderer.on(shellEventChannel, tell);
    return () => void ipcRenderer.removeListener(shellEventChannel, tell);
  },
};

contextBridge.exposeInMainWorld(bridgeName, bridge);
