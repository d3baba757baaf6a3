import { createHash, randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pino } from "pino";
import { inject } from "vitest";
import { type AppOptions, createApp } from "../../../src-server/app.ts";
import type { App } from "../../../src-server/http/services.ts";
import { passwords, type PasswordCost } from "../../../src-server/http/session/passwords.ts";
import { loadDemoUsers } from "../../../src-server/jobs/load-demo.ts";
import { openPglite, openPgliteInMemory } from "../../../src-server/store/open-pglite.ts";
import { openPostgres } from "../../../src-server/store/open-postgres.ts";
import { readResources } from "../../../src-server/store/read-resources.ts";
import type { Store } from "../../../src-server/store/store.ts";
import { openProvince } from "../../../src-server/sync/open-province.ts";
import type { Province } from "../../../src-server/sync/province.ts";
import { createDatabase } from "../../support/postgres.ts";

/** Passwords in tests cost next to nothing. */
export const cheap: PasswordCost = { memoryCost: 64, timeCost: 1, parallelism: 1 };
/** A test that ends waits so long for requests that are under way, ms. */
const stopWithinMs = 2000;
const silent = pino({ level: "silent" });

/** True in the project that runs the same tests against a real PostgreSQL. */
export const onPostgres = process.env["LXQ_TEST_DATABASE"] === "postgres";

/** A clock that tests move. It begins at a working Monday morning in China. */
export type TestClock = { at: number; now: () => number };
export function testClock(text = "2026-03-02T09:00:00+08:00"): TestClock {
  const clock: TestClock = { at: Date.parse(text), now: () => clock.at };
  return clock;
}

export type TestProvince = Readonly<{
  app: App;
  province: Province;
  store: Store;
  clock: TestClock;
  filesFolder: string;
  /** the URL of the database, on PostgreSQL */
  databaseUrl: string | null;
  /** the base URL, once listening */
  listen: () => Promise<string>;
  close: () => Promise<void>;
}>;

export type Wishes = Readonly<
  Partial<Omit<AppOptions, "province">> & {
    clock: TestClock;
    databaseUrl: string;
    /** a PGlite of this folder, which another process may open afterwards */
    dataFolder: string;
  }
>;

/** A province with demo accounts on a database of its own: PGlite in memory, or PostgreSQL in that project. */
export async function startProvince(wishes: Partial<Wishes> = {}): Promise<TestProvince> {
  const clock = wishes.clock ?? testClock();
  const databaseUrl = onPostgres ? (wishes.databaseUrl ?? (await freshDatabase())) : null;
  const store = databaseUrl === null ? await pglite(wishes.dataFolder) : await openPostgres(databaseUrl, silent);
  const { now } = clock;
  const province = await openProvince({ store, resources: readResources(), now, log: silent });
  await loadDemoUsers(province, passwords(cheap).hash);
  const filesFolder = wishes.filesFolder ?? mkdtempSync(path.join(tmpdir(), "lxq-files-"));
  const limits = { requestsPerMinute: 1_000_000, signInsPerMinute: 1_000_000 };
  const options = {
    webFolder: null,
    passwordCost: cheap,
    limits,
    issuesCards: false,
    ...wishes,
    province,
    filesFolder,
  };
  const app = await createApp(options);
  await app.ready();
  const close = async (): Promise<void> => {
    // As the province's own process ends: a connection that was opened ahead and never used is not waited for.
    const impatient = setTimeout(() => app.server.closeAllConnections(), stopWithinMs);
    await app.close();
    clearTimeout(impatient);
    await store.close();
    rmSync(filesFolder, { recursive: true, force: true });
  };
  const listen = (): Promise<string> => app.listen({ host: "127.0.0.1", port: 0 });
  return { app, province, store, clock, filesFolder, databaseUrl, listen, close };
}

async function pglite(folder: string | undefined): Promise<Store> {
  return folder === undefined ? openPgliteInMemory(await preparedDump()) : openPglite(folder);
}

async function freshDatabase(): Promise<string> {
  return createDatabase(inject("postgresUrl"), `province_${randomUUID()}`);
}

/** A migrated, empty PGlite as a dump: made once for all test files, since a cold start takes seconds. */
async function preparedDump(): Promise<Blob> {
  const folder = path.resolve(import.meta.dirname, "../../../.cache/pglite");
  const file = path.join(folder, `${migrationsHash()}.tar`);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const store = await openPgliteInMemory();
    const bytes = Buffer.from(await (await store.dump()).arrayBuffer());
    await store.close();
    const aside = `${file}.${process.pid}`;
    writeFileSync(aside, bytes);
    renameSync(aside, file);
  }
  return new Blob([readFileSync(file)]);
}

function migrationsHash(): string {
  const folder = path.resolve(import.meta.dirname, "../../../src-server/store/migrations");
  const hash = createHash("sha256").update("pglite 0.5.16");
  const names = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  for (const name of names.sort()) hash.update(readFileSync(path.join(folder, name)));
  return hash.digest("hex").slice(0, 16);
}
