import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findPostgresBin } from "../../scripts/system/find-system.ts";
import { createDatabase, startPostgres, type TemporaryPostgres } from "./postgres.ts";

const isThere = findPostgresBin() !== undefined;
let server: TemporaryPostgres | undefined;
beforeAll(async () => {
  if (isThere) server = await startPostgres();
});
afterAll(() => server?.stop());

test.runIf(isThere)("[AR-12] a temporary PostgreSQL has ltree and makes databases on request", async () => {
  const url = await createDatabase(server?.url ?? "", "first");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("create extension ltree");
  const { rows } = await client.query<{ inside: boolean }>("select 'sd.taian.ningyang'::ltree <@ 'sd.taian' as inside");
  await client.end();
  expect(rows).toEqual([{ inside: true }]);
});
