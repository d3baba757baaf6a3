import type { Logger } from "pino";

import { openPglite } from "./open-pglite.ts";
import { openPostgres } from "./open-postgres.ts";
import type { Store } from "./store.ts";

/**
 * Opens the database: PostgreSQL when there is a URL, else PGlite in the data folder.
 * @throws FolderTaken when another process works on the folder
 */
export async function openStore(
  place: Readonly<{ databaseUrl: string | null; folder: string }>,
  log: Logger,
): Promise<Store> {
  if (place.databaseUrl !== null) return openPostgres(place.databaseUrl, log);
  log.warn("PGlite runs without fsync and in one process: it is for trial and training, not for production");
  return openPglite(place.folder);
}
