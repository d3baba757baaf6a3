import { sync } from "../sync/sync.ts";
export const ipc = sync;
