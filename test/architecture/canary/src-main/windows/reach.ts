import { bridge } from "../preload/preload.ts";
export const reach = bridge;
