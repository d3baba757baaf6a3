import { data } from "../data/data.ts";
export const platform = data;
