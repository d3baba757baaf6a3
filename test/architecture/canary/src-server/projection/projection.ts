import { sync } from "../sync/sync.ts";
export const projection = sync;
