import { right } from "./ring-right.ts";
export const left = (): unknown => right;
