import { store } from "../data/store.ts";
export const badge = store;
