import { ipc } from "../ipc/ipc.ts";
export const protocol = ipc;
