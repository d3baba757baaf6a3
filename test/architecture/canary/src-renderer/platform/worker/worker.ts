import { door } from "../door.ts";
export const worker = door;
