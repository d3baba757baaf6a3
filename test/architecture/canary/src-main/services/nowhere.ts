import { gone } from "./gone.ts";
export const nowhere = gone;
