import { randomUUID } from "node:crypto";

import { writeMeta } from "../store/meta-store.ts";
import type { Store } from "../store/store.ts";

/**
 * Begins a new epoch, once, after the database was put back from a backup: desks then fetch their orders anew and offer
 * their journals again. A province that runs goes on in the old one until it is started again.
 * @see docs/spec/sync-server.md SV-17, docs/operations/restore.md
 */
export async function beginEpoch(store: Store): Promise<string> {
  const epoch = randomUUID();
  await writeMeta(store.db, "epoch", epoch);
  return epoch;
}
