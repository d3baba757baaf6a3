import type { IpcRenderer } from "electron";
export type Wire = IpcRenderer;
