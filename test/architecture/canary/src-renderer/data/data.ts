import { features } from "../features/features.ts";
export const data = features;
