import { journal } from "../journal/journal.ts";
export const bridge = journal;
