import { page } from "../../src-renderer/app/page.ts";
export const seen = page;
