import { afterAll, beforeAll, expect, test } from "vitest";

import { races } from "../sim/contract/races.ts";
import { scenes } from "../sim/contract/scenes.ts";
import { realStores, twinStores, type Stores } from "../sim/contract/stores.ts";
import { onPostgres, startProvince, type TestProvince } from "./support/province.ts";

let province: TestProvince;
let twin: Stores;

beforeAll(async () => {
  province = await startProvince();
  twin = twinStores();
});
afterAll(() => province.close());

test("[SM-6] the twins of the stores say what the stores themselves say", async () => {
  for (const [name, scene] of Object.entries(scenes)) {
    const said = await scene(realStores(province.store.db));
    expect(await scene(twin), name).toEqual(said);
    expect(JSON.stringify(said).length, name).toBeGreaterThan(2);
  }
});

/** PGlite has one connection: two transactions cannot meet there. */
async function sameRaces(): Promise<void> {
  for (const [name, scene] of Object.entries(races)) {
    const said = await scene(realStores(province.store.db));
    expect(await scene(twin), name).toEqual(said);
    expect(JSON.stringify(said).length, name).toBeGreaterThan(2);
  }
}
if (onPostgres)
  test("[SM-6] transactions that meet end as on PostgreSQL: locks, keys, snapshots, deadlocks", sameRaces);
