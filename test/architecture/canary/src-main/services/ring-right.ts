import { left } from "./ring-left.ts";
export const right = (): unknown => left;
