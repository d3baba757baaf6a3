import { map } from "rxjs";
export const piece = map;
