import { planted } from "../../test/planted.ts";
export const tested = planted;
