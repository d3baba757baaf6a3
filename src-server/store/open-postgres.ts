import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import type { Logger } from "pino";

import { postgresHeads } from "./heads-channel.ts";
import { lockNumbers, type LockName } from "./lock-numbers.ts";
import { migrationsFolder } from "./migrations-folder.ts";
import { postgresLocks } from "./postgres-locks.ts";
import * as schema from "./schema.ts";
import type { Store } from "./store.ts";

/** What no request may exceed. A migration may: it fills an index of a table that has grown for years. */
const requestLimits = ["statement_timeout=60000", "lock_timeout=30000", "idle_in_transaction_session_timeout=60000"];
const sessionSettings = ["synchronous_commit=on", "timezone=UTC"];

/**
 * Opens a PostgreSQL database by its URL. Several server processes may share one: migrations take a lock, for which a
 * second process waits as long as the first needs.
 * @see docs/spec/sync-server.md SV-68, SV-70
 */
export async function openPostgres(url: string, log: Logger, limits = requestLimits): Promise<Store> {
  await applyMigrations(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: 20,
    connectionTimeoutMillis: 10_000,
    options: optionsOf([...sessionSettings, ...limits]),
  });
  pool.on("error", (cause) => log.error({ cause: cause.message }, "an idle database connection broke"));
  // The pool listens only to idle connections, and an error that nobody hears ends the process; whoever uses the
  // connection is told of it by the statement that fails.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const heads = await postgresHeads(pool, url, log);
  const uploadLocks = postgresLocks(url, "uploads", log);
  const close = async (): Promise<void> => {
    await heads.close();
    await uploadLocks.close();
    await pool.end();
  };
  const whileAlone: Store["whileAlone"] = (lock, work) => holding(pool, lock, work);
  return { kind: "postgres", db: drizzle({ client: pool, schema }), heads, whileAlone, uploadLocks, close };
}

function optionsOf(settings: readonly string[]): string {
  return settings.map((setting) => `-c ${setting}`).join(" ");
}

/** Holds a lock of a connection of its own for as long as the work takes; the database frees it if this process dies. */
async function holding(pool: pg.Pool, lock: LockName, work: () => Promise<void>): Promise<boolean> {
  const client = await pool.connect();
  let isFree = false;
  try {
    const { rows } = await client.query<{ got: boolean }>("select pg_try_advisory_lock($1) as got", [
      lockNumbers[lock],
    ]);
    isFree = rows[0]?.got !== true;
    if (isFree) return false;
    await work();
    return true;
  } finally {
    if (!isFree) isFree = await unlocked(client, lockNumbers[lock]);
    // A connection that may still hold the lock is closed: back in the pool it would keep it from everybody.
    client.release(!isFree);
  }
}

async function unlocked(client: pg.PoolClient, lock: number): Promise<boolean> {
  const answer = await client.query("select pg_advisory_unlock($1)", [lock]).catch(() => null);
  return answer !== null;
}

/** On a connection of its own, which takes its lock along when it ends. */
async function applyMigrations(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: optionsOf(sessionSettings) });
  // What breaks the connection fails the statement; an error that nobody hears would end the process besides.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [lockNumbers.migrations]);
    await migrate(drizzle({ client, schema }), { migrationsFolder });
  } finally {
    await client.end().catch(() => undefined);
  }
}
