import { pino } from "pino";
import { sql } from "drizzle-orm";
import { afterEach, expect, test, vi } from "vitest";
import { startOfDay } from "../../../src-shared/kernel/instant.ts";
import { openPostgres } from "../../../src-server/store/open-postgres.ts";
import { readResources } from "../../../src-server/store/read-resources.ts";
import { addVersion, readVersions } from "../../../src-server/store/reference-store.ts";
import { contentHash } from "../../../src-server/sync/content-hash.ts";
import { openLiveReference } from "../../../src-server/sync/live-reference.ts";
import { openProvince } from "../../../src-server/sync/open-province.ts";
import { onPostgres, startProvince, type TestProvince } from "../support/province.ts";
import { deskOf } from "../support/story.ts";

const homes: TestProvince[] = [];
async function start(): Promise<TestProvince> {
  const home = await startProvince();
  homes.push(home);
  return home;
}
afterEach(async () => {
  for (const home of homes.splice(0)) await home.close();
});

type Content = Readonly<{ version: string }>;
function version(kind: "policy" | "templates", content: Content, effectiveFrom: number) {
  return {
    kind,
    version: content.version,
    content: JSON.stringify(content),
    effectiveFrom,
    publishedAt: 0,
    publishedBy: null,
    publishedByName: "test",
    reason: "test",
    hash: contentHash(content),
  };
}

test("[AD-1] an empty database gets the program's versions once", async () => {
  const { store, clock } = await start();
  for (const kind of ["calendar", "policy", "offices", "dictionaries", "templates"] as const) {
    expect([kind, await readVersions(store.db, kind)]).toMatchObject([kind, [{ publishedBy: null, effectiveFrom: 0 }]]);
  }
  await openLiveReference(store, readResources(), clock.now);
  expect(await readVersions(store.db, "dictionaries")).toHaveLength(1);
});

test("[AD-2] the database refuses to change what was published", async () => {
  const { store } = await start();
  const changes = [sql`update reference_versions set content = '{}'`, sql`delete from reference_versions`];
  for (const change of changes) await expect(store.db.execute(change)).rejects.toThrow();
  expect(await readVersions(store.db, "policy")).toHaveLength(1);
});

test("[AD-3] a newer program adds its codes and keeps the words that were changed", async () => {
  const { store, clock } = await start();
  const resources = readResources();
  const { dictionaries } = resources;
  const channel = dictionaries.dictionaries["channel"] ?? [];
  const code = { code: "pigeon", zh: "飞鸽", en: "Pigeon" };
  const renamed = channel.map((entry) => ({ ...entry, zh: "随程序改的名" }));
  const newer = { ...dictionaries, dictionaries: { ...dictionaries.dictionaries, channel: [...renamed, code] } };
  const live = await openLiveReference(store, { ...resources, dictionaries: newer }, clock.now);
  expect(live.current().dictionaries.dictionaries["channel"]).toEqual([...channel, code]);
  expect(live.current().dictionaries.version).not.toBe(dictionaries.version);
});

test("[AD-4] a new version is in force at once, and a desk is told", async () => {
  const home = await start();
  const desk = await deskOf(home, "taishan");
  const before = (await desk.ask("GET", "/api/sync/reference")).body as { version: string };
  const { templates } = home.province;
  const one = { ...templates, version: "T-99", templates: templates.templates.slice(0, 1) };
  await addVersion(home.store.db, version("templates", one, home.clock.at));
  expect(await home.province.reference.refresh()).toBe(true);
  expect(await home.province.reference.refresh()).toBe(false);
  expect(home.province.templates.templates).toHaveLength(1);
  const after = (await desk.ask("GET", "/api/sync/reference")).body as { version: string };
  expect(after.version).not.toBe(before.version);
});

test("[AD-5] a policy takes effect on its day, and a step is judged by that of its own time", async () => {
  const home = await start();
  const { province, clock } = home;
  const tomorrow = startOfDay("2026-03-03");
  const old = province.rules.policy;
  const next = {
    ...old,
    version: "P-99",
    effectiveFrom: "2026-03-03",
    return: { within: { amount: 1, unit: "hour" } },
  };
  await addVersion(home.store.db, version("policy", next, tomorrow));
  await province.reference.refresh();
  expect(province.rules.policy.version).toBe(old.version);
  expect(province.reference.rulesAt(tomorrow - 1).policy.version).toBe(old.version);
  expect(province.reference.rulesAt(tomorrow).policy.version).toBe("P-99");
  clock.at = tomorrow + 1;
  expect(await province.reference.refresh()).toBe(true);
  expect(province.rules.policy.version).toBe("P-99");
  expect(province.reference.rulesAt(tomorrow - 1).policy.version).toBe(old.version);
});

// PGlite belongs to one process, so there is no second one to follow.
if (onPostgres) test("[AD-4] another server process on the same database follows at once", otherProcess);

async function otherProcess(): Promise<void> {
  const home = await start();
  const log = pino({ level: "silent" });
  const store = await openPostgres(home.databaseUrl ?? "", log);
  const other = await openProvince({ store, resources: readResources(), now: home.clock.now, log });
  const { templates } = home.province;
  await addVersion(home.store.db, version("templates", { ...templates, version: "T-99" }, home.clock.at));
  home.province.broadcast.publish({ reference: 1 });
  await vi.waitFor(() => expect(other.templates.version).toBe("T-99"), { timeout: 15_000 });
  await store.close();
}
