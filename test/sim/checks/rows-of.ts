import type { MemoryDatabase } from "../store/memory-database.ts";

/** The rows of a table as they are committed. */
export function rowsOf<Row>(database: MemoryDatabase, table: string): readonly Row[] {
  return [...database.keys(table)].flatMap((key) => (database.committed(table, key, null) as Row | null) ?? []);
}
