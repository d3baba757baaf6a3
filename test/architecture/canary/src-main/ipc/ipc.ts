import { windows } from "../windows/windows.ts";
export const ipc = windows;
