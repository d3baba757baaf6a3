import { projection } from "../projection/projection.ts";
export const store = projection;
