import { sql } from "drizzle-orm";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { pino } from "pino";
import { expect, inject, test } from "vitest";
import { lockKinds, lockNumbers } from "../../src-server/store/lock-numbers.ts";
import { openPostgres } from "../../src-server/store/open-postgres.ts";
import { createDatabase } from "../support/postgres.ts";
import { onPostgres } from "./support/province.ts";

const silent = pino({ level: "silent" });

test("[SV-70] every piece of work has a lock of its own", () => {
  const all = Object.entries({ ...lockNumbers, ...lockKinds });
  expect(new Set(all.map(([, number]) => number)).size).toBe(all.length);
});

async function waitsForMigrations(): Promise<void> {
  const url = await createDatabase(inject("postgresUrl"), `opening_${randomUUID()}`);
  const first = new pg.Client({ connectionString: url });
  await first.connect();
  await first.query("select pg_advisory_lock($1)", [lockNumbers.migrations]);
  const opening = openPostgres(url, silent, ["statement_timeout=300", "lock_timeout=200"]);
  await sleep(900);
  await first.end();
  const store = await opening;
  await expect(store.db.execute(sql`select pg_sleep(5)`)).rejects.toThrow();
  const here = sql`(select oid from pg_database where datname = current_database())`;
  const whoHolds = sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database = ${here}`;
  expect(await store.whileAlone("cards", async () => void (await store.db.execute(whoHolds)))).toBe(true);
  expect(await store.whileAlone("cards", async () => undefined)).toBe(true);
  await store.close();
}
if (onPostgres)
  test("[SV-70] a second process waits for migrations, and a broken lock holds nobody up", waitsForMigrations);
