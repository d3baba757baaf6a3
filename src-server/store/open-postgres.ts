import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import type { Logger } from "pino";

import { postgresHeads } from "./heads-channel.ts";
import { lockNumbers, type LockName } from "./lock-numbers.ts";
import { migrationsFolder } from "./migrations-folder.ts";
import * as schema from "./schema.ts";
import type { Store } from "./store.ts";

const sessionSettings = [
  "synchronous_commit=on",
  "timezone=UTC",
  "statement_timeout=60000",
  "lock_timeout=30000",
  "idle_in_transaction_session_timeout=60000",
];

/**
 * Opens a PostgreSQL database by its URL. Several server processes may share one: migrations take a lock.
 * @see docs/spec/sync-server.md SV-68
 */
export async function openPostgres(url: string, log: Logger): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 20,
    connectionTimeoutMillis: 10_000,
    options: sessionSettings.map((setting) => `-c ${setting}`).join(" "),
  });
  pool.on("error", (cause) => log.error({ cause: cause.message }, "an idle database connection broke"));
  // The pool listens only to idle connections, and an error that nobody hears ends the process; whoever uses the
  // connection is told of it by the statement that fails.
  pool.on("connect", (client) => client.on("error", () => undefined));
  await applyMigrations(pool);
  const heads = await postgresHeads(pool, url, log);
  const close = async (): Promise<void> => {
    await heads.close();
    await pool.end();
  };
  const whileAlone: Store["whileAlone"] = (lock, work) => holding(pool, lock, work);
  return { kind: "postgres", db: drizzle({ client: pool, schema }), heads, whileAlone, close };
}

/** Holds a lock of a connection of its own for as long as the work takes; the database frees it if this process dies. */
async function holding(pool: pg.Pool, lock: LockName, work: () => Promise<void>): Promise<boolean> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ got: boolean }>("select pg_try_advisory_lock($1) as got", [
      lockNumbers[lock],
    ]);
    if (rows[0]?.got !== true) return false;
    try {
      await work();
    } finally {
      await client.query("select pg_advisory_unlock($1)", [lockNumbers[lock]]);
    }
    return true;
  } finally {
    client.release();
  }
}

async function applyMigrations(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [lockNumbers.migrations]);
    await migrate(drizzle({ client, schema }), { migrationsFolder });
  } finally {
    await client.query("select pg_advisory_unlock($1)", [lockNumbers.migrations]).catch(() => undefined);
    client.release();
  }
}
