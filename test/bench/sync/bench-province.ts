import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { pino } from "pino";

import { openStore } from "../../../src-server/store/open-store.ts";
import { readResources } from "../../../src-server/store/read-resources.ts";
import { openProvince } from "../../../src-server/sync/open-province.ts";
import type { Province } from "../../../src-server/sync/province.ts";
import { startProvince } from "../../e2e/support/province.ts";
import { createDatabase, startPostgres } from "../../support/postgres.ts";

/** A province in a process of its own on a PostgreSQL that keeps what it commits. */
export type BenchProvince = Readonly<{
  url: string;
  port: number;
  databaseUrl: string;
  stop: () => Promise<void>;
}>;

export type BenchDatabase = Readonly<{
  /** Makes a database, fills it, and keeps it as the mould of every province that is started. */
  fill: (work: (province: Province) => Promise<void>) => Promise<void>;
  /** Starts a province on a fresh copy of the mould. */
  start: () => Promise<BenchProvince>;
  close: () => Promise<void>;
}>;

const mould = "mould";

/**
 * Opens a PostgreSQL whose databases are thrown away, and whose commits are durable until then.
 * @param pages the folder of pages that the provinces serve; none when nobody opens one
 */
export async function openBenchDatabase(pages = ""): Promise<BenchDatabase> {
  const postgres = await startPostgres("durable");
  const folder = mkdtempSync(path.join(tmpdir(), "lxq-bench-"));
  let copies = 0;
  return {
    fill: async (work) => {
      const databaseUrl = await createDatabase(postgres.url, mould);
      const log = pino({ level: "silent" });
      const store = await openStore({ databaseUrl, folder }, log);
      const province = await openProvince({ store, resources: readResources(), now: () => Date.now(), log });
      await work(province);
      await store.close();
      await query(databaseUrl, "vacuum analyze");
    },
    start: async () => {
      copies += 1;
      const name = `province${copies}`;
      await query(postgres.url, `create database ${name} template ${mould}`);
      const databaseUrl = urlOf(postgres.url, name);
      const province = await startProvince({
        folder: path.join(folder, name),
        env: { DATABASE_URL: databaseUrl, LXQ_WEB: pages },
      });
      const stop = async (): Promise<void> => {
        await province.stop();
        await query(postgres.url, `drop database ${name} with (force)`);
      };
      return { url: province.url, port: Number(new URL(province.url).port), databaseUrl, stop };
    },
    close: async () => {
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Asks a database one thing. */
export async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

function urlOf(maintenanceUrl: string, name: string): string {
  const url = new URL(maintenanceUrl);
  url.pathname = `/${name}`;
  return url.toString();
}
