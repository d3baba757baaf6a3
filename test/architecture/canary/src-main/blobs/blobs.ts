import { ipc } from "../ipc/ipc.ts";
export const blobs = ipc;
