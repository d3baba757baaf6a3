import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";

import { writeSights } from "../../../src-server/store/visibility-store.ts";
import { onPostgres, startProvince, type TestProvince } from "../support/province.ts";

const shard = "p37.c3709.x370902";
const sight = { orderId: "00000000-0000-7000-8000-000000000001", office: shard, shard, gone: false };

let home: TestProvince;
beforeEach(async () => {
  home = await startProvince();
});
afterEach(() => home.close());

test("[SV-67] heads that moved without a word are told to the streams, once", async () => {
  const { broadcast, store } = home.province;
  await broadcast.lookAgain();
  const heard: unknown[] = [];
  broadcast.subscribe((heads) => heard.push(heads));
  await broadcast.lookAgain();
  expect(heard).toEqual([]);
  const heads = await store.db.transaction((tx) => writeSights(tx, [sight])); // and the process died right here
  await broadcast.lookAgain();
  await broadcast.lookAgain();
  expect(heard).toEqual([heads]);
  broadcast.publish(await store.db.transaction((tx) => writeSights(tx, [sight])));
  expect(heard).toHaveLength(2);
  await broadcast.lookAgain();
  expect(heard).toHaveLength(2);
});

if (onPostgres) test("[SV-68] a connection that dies in a transaction fails it and nothing else", diesInTransaction);

async function diesInTransaction(): Promise<void> {
  const { store } = home;
  const admin = new pg.Client({ connectionString: home.databaseUrl ?? "" });
  await admin.connect();
  const dying = store.db.transaction(async (tx) => {
    await tx.execute(sql`select 1`);
    await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    await sleep(200); // an error that nobody hears would end the process here
    await tx.execute(sql`select 2`);
  });
  await expect(dying).rejects.toThrow();
  await expect.poll(async () => home.app.inject("/api/health").then((answer) => answer.statusCode)).toBe(200);
  await admin.end();
}
