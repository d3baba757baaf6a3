import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";

import type { LockName } from "./lock-numbers.ts";
import type * as schema from "./schema.ts";
import type { SharedLocks } from "./shared-locks.ts";

/** Where statements go: the database itself, or a transaction of it. The same on PGlite and PostgreSQL. */
export type Executor = PgDatabase<PgQueryResultHKT, typeof schema>;

/** Heads of feed shards that moved, by shard. */
export type Heads = Readonly<Record<string, number>>;

/**
 * Tells other server processes on the same database which heads moved. A lost word costs a delay, never a row: truth
 * comes by pull.
 */
export type HeadsChannel = Readonly<{
  publish: (heads: Heads) => Promise<void>;
  subscribe: (listener: (heads: Heads) => void) => void;
}>;

/** An open database with every migration applied. */
export type Store = Readonly<{
  kind: "pglite" | "postgres";
  db: Executor;
  heads: HeadsChannel;
  /** Does work that only one server process may do at a time; returns false, and does nothing, while another does it. */
  whileAlone: (lock: LockName, work: () => Promise<void>) => Promise<boolean>;
  /** One for each upload under way. */
  uploadLocks: SharedLocks;
  close: () => Promise<void>;
}>;
