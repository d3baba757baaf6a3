import { journal } from "../journal/journal.ts";
export const services = journal;
