import { whole } from "../app.ts";
export const part = whole;
