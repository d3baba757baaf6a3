import { cpus } from "node:os";
export const node = cpus;
