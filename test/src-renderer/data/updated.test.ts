import "fake-indexeddb/auto";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterEach, expect, onTestFinished, test } from "vitest";

import { inRoot } from "../../../scripts/support/paths.ts";
import type { Desk } from "../../../src-renderer/data/desk-api.ts";
import { createDoor } from "../../../src-renderer/data/door.ts";
import { actions } from "../../../src-server/store/schema.ts";
import { contactId, userId } from "../../../src-shared/kernel/ids.ts";
import { startProvince, type TestProvince } from "../../src-server/support/province.ts";
import { openLine, type Line } from "../../e2e/support/line.ts";
import { wagesCase } from "../../support/order-steps.ts";
import { drained, signedIn, status } from "./live-desk.ts";
import { emptyDisk, loseIndexedDb, memoryPlatform, type Disk } from "./memory-platform.ts";

let open: Desk | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
  await loseIndexedDb();
});

type Surroundings = Readonly<{ home: TestProvince; line: Line }>;

/** A province of a protocol, now, and the line to it. */
async function surroundings(current = 1): Promise<Surroundings> {
  const clock = { at: 0, now: () => Date.now() };
  const home = await startProvince({ clock, protocols: { current, adapters: {} } });
  const line = await openLine(await home.listen());
  onTestFinished(async () => {
    await line.close();
    await home.close();
  });
  return { home, line };
}

const doorTo = (disk: Disk, { line }: Surroundings, version = "test") => {
  const platform = memoryPlatform(disk, line.url);
  return createDoor({ ...platform, facts: { ...platform.facts, version } });
};

const titlesOf = async ({ home }: Surroundings): Promise<readonly unknown[]> => {
  const log = await home.store.db.select().from(actions).orderBy(actions.number);
  const registered = log.filter(({ type }) => type === "register");
  return registered.map(({ envelope, verdict }) => [verdict, /"title":"([^"]*)"/.exec(envelope)?.[1]]);
};

async function register(desk: Desk, title: string): Promise<void> {
  const contact = { ...wagesCase.contact, id: contactId(randomUUID()) };
  const said = await desk.register({ ...wagesCase, contact, classification: { ...wagesCase.classification, title } });
  expect(said.ok).toBe(true);
}

/** A computer as another version has left it. */
function computer(file: string): Disk & Readonly<{ username: string }> {
  const kept = JSON.parse(readFileSync(inRoot(file), "utf8")) as Readonly<{
    username: string;
    userId: string;
    secrets: Readonly<Record<string, string>>;
    lines: readonly string[];
  }>;
  const disk = emptyDisk();
  for (const [name, value] of Object.entries(kept.secrets)) disk.secrets.set(name, value);
  disk.journals.set(userId(kept.userId), [...kept.lines]);
  return Object.assign(disk, { username: kept.username });
}

test("[NV-7] a queue that the first version left, half of it sealed, opens in this one and drains, each step once", async () => {
  const around = await surroundings();
  const disk = computer("test/resources/queue-1.json");
  const sealed = [...disk.journals.values()].flat().filter((line) => line.includes('"kind":"sealed"'));
  expect(sealed).toHaveLength(3);
  open = await signedIn(doorTo(disk, around), disk.username);
  expect(await drained(open)).toMatchObject({ refused: 0, journalDamage: null });
  const titles = ["旧版已封 1", "旧版已封 2", "旧版已封 3", "旧版未封 1", "旧版未封 2", "旧版未封 3"];
  expect(await titlesOf(around)).toEqual(titles.map((title) => ["applied", title]));
  const all = [...disk.journals.values()].flat();
  for (const line of sealed) expect(all.filter((one) => one === line)).toHaveLength(1);
}, 60_000);

test("[NV-7] the update of a program with a full queue is told in one sentence, once, and the queue goes on", async () => {
  const around = await surroundings();
  const disk = emptyDisk();
  open = await signedIn(doorTo(disk, around, "0.9.0"), "lixia");
  await drained(open);
  await around.line.cut();
  open.syncNow();
  await status(open, ({ line }) => line === "offline");
  for (const title of ["更新前 1", "更新前 2"]) await register(open, title);
  await open.close();
  open = await doorTo(disk, around, "1.0.0").restore();
  if (!open) throw new Error("the desk does not open");
  const told = await status(open, ({ happened }) => happened.length > 0);
  expect(told.happened).toMatchObject([{ what: "app-updated", n: 2 }]);
  open.dismissHappening("app-updated");
  await around.line.mend();
  open.syncNow();
  expect(await drained(open)).toMatchObject({ happened: [] });
  expect(await titlesOf(around)).toHaveLength(2);
  await open.close();
  open = await doorTo(disk, around, "1.0.0").restore();
  expect(open && (await drained(open)).happened).toEqual([]);
}, 60_000);

test("[NV-5] [NV-6] a whole desk whose pulls are refused sends all it has, is not called offline, and says to update", async () => {
  const around = await surroundings(4);
  open = await signedIn(doorTo(emptyDisk(), around), "lixia");
  await status(open, ({ trouble, firstSync }) => trouble === "protocol-too-old" && firstSync === null);
  await register(open, "旧程序 1");
  await status(open, ({ unsent, line }) => unsent === 0 && line === "online");
  await register(open, "旧程序 2");
  const last = await status(open, ({ unsent }) => unsent === 0);
  expect(last).toMatchObject({ trouble: "protocol-too-old", line: "online", refused: 0 });
  expect(await titlesOf(around)).toHaveLength(2);
}, 60_000);
