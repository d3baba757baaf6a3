import { store } from "../data/store.ts";
export const portal = store;
