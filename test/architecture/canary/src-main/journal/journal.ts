import { blobs } from "../blobs/blobs.ts";
export const journal = blobs;
