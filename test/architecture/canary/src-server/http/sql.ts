import { pgTable } from "drizzle-orm/pg-core";
export const sql = pgTable;
