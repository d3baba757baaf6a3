import { whole } from "../../src-server/app.ts";
export const borrowed = whole;
