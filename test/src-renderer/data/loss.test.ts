import "fake-indexeddb/auto";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { firstValueFrom } from "rxjs";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import type { PayloadOf } from "../../../src-shared/actions/action.ts";
import { contactId, type OrderId } from "../../../src-shared/kernel/ids.ts";
import type { Desk } from "../../../src-renderer/data/desk-api.ts";
import { createDoor, type WatchedDoor } from "../../../src-renderer/data/door.ts";
import { openLine, type Line } from "../../e2e/support/line.ts";
import { startProvince, type Province } from "../../e2e/support/province.ts";
import { wagesCase } from "../../support/order-steps.ts";
import { drained, password, signedIn, status } from "./live-desk.ts";
import { emptyDisk, loseIndexedDb, memoryPlatform, testClock, type Disk } from "./memory-platform.ts";
import { backUp, putBack } from "./province-backup.ts";

const yearMs = 365 * 86_400_000;
const folders = mkdtempSync(path.join(tmpdir(), "lxq-loss-"));
const [folder, backup] = [path.join(folders, "province"), path.join(folders, "backup")];
let open: Desk | null = null;
let province: Province;
let line: Line;
beforeAll(async () => {
  province = await startProvince({ folder });
  line = await openLine(province.url);
});
afterEach(async () => {
  clock.skewMs = 0;
  await leave();
});
afterAll(async () => {
  await line.close();
  await province.stop();
  rmSync(folders, { recursive: true, force: true });
});

async function leave(): Promise<void> {
  await open?.close();
  open = null;
}

const clock = testClock();
const doorTo = (disk: Disk): WatchedDoor => createDoor(memoryPlatform(disk, line.url, clock));

async function signIn(username: string, disk: Disk): Promise<Desk> {
  open = await signedIn(doorTo(disk), username);
  return open;
}

async function restore(disk: Disk): Promise<Desk> {
  open = await doorTo(disk).restore();
  if (!open) throw new Error("the desk does not open");
  return open;
}

/** The same computer's disk on another computer, whose browser has nothing. */
async function copied(disk: Disk): Promise<Disk> {
  await loseIndexedDb();
  const journals = new Map([...disk.journals].map(([account, lines]) => [account, [...lines]]));
  return { ...emptyDisk(), journals, secrets: new Map(disk.secrets), blobs: new Map(disk.blobs) };
}

function wages(title: string): PayloadOf<"register"> {
  const contact = { ...wagesCase.contact, id: contactId(randomUUID()) };
  return { ...wagesCase, contact, classification: { ...wagesCase.classification, title } };
}

async function register(desk: Desk, title: string): Promise<OrderId> {
  const said = await desk.register(wages(title));
  if (!said.ok) throw new Error(said.refusal);
  return said.orderId;
}

/** The titles of all orders that a desk sees, each as often as it is there. */
async function titles(desk: Desk, like: string): Promise<readonly string[]> {
  const { lines } = await firstValueFrom(desk.orders$({ list: "all", limit: 500 }));
  return lines.flatMap(({ title }) => (title.startsWith(like) ? [title] : [])).toSorted();
}

async function cut(desk: Desk): Promise<void> {
  await line.cut();
  desk.syncNow();
  await status(desk, (one) => one.line === "offline");
}

const mend = async (desk: Desk): Promise<void> => {
  await line.mend();
  desk.syncNow();
};

test("[LO-1] [LO-3] two computers with one profile: the second becomes a computer of its own, all steps arrive once", async () => {
  const here = emptyDisk();
  const first = await signIn("taishan", here);
  await drained(first);
  await cut(first);
  await register(first, "甲一 共有");
  await leave();
  const there = await copied(here);
  const original = await restore(here);
  await mend(original);
  await drained(original);
  await register(original, "甲一 原机");
  await drained(original);
  await leave();

  await loseIndexedDb();
  const copy = await restore(there);
  await register(copy, "甲一 复制");
  const stopped = await status(copy, (one) => one.trouble === "device-copied");
  expect(stopped).toMatchObject({ unsent: 1, refused: 0 });
  expect(await copy.signInAgain(password)).toMatchObject({ ok: false, trouble: "device-copied" });
  await leave();
  const renamed = await signIn("taishan", there);
  expect(await drained(renamed)).toMatchObject({ happened: [{ what: "device-renamed", n: 1 }] });
  renamed.dismissHappening("device-renamed");
  expect((await firstValueFrom(renamed.sync$)).happened).toEqual([]);
  await leave();

  await loseIndexedDb();
  const again = await restore(here);
  await drained(again);
  await register(again, "甲一 原机再");
  expect(await drained(again)).toMatchObject({ trouble: null, refused: 0 });
  const all = ["甲一 共有", "甲一 原机", "甲一 原机再", "甲一 复制"];
  expect(await titles(again, "甲一")).toEqual(all.toSorted());
}, 60_000);

test("[LO-2] a copy whose session is over learns at the sign-in that it cannot go on under this name", async () => {
  const here = emptyDisk();
  const first = await signIn("daiyue", here);
  await register(first, "乙一 共有");
  await drained(first);
  await leave();
  const there = await copied(here);
  const original = await restore(here);
  await register(original, "乙一 原机");
  await drained(original);
  await leave();
  for (const name of there.secrets.keys()) if (name.startsWith("session.")) there.secrets.set(name, "none");
  await loseIndexedDb();
  const copy = await restore(there);
  await register(copy, "乙一 复制");
  await status(copy, (one) => one.trouble === "signed-out");
  expect(await copy.signInAgain(password)).toMatchObject({ ok: false, trouble: "device-copied" });
  await leave();
  const renamed = await signIn("daiyue", there);
  await drained(renamed);
  expect(await titles(renamed, "乙一")).toEqual(["乙一 共有", "乙一 原机", "乙一 复制"].toSorted());
}, 60_000);

test("[LO-5] a full disk refuses the step, and the same desk goes on when there is room", async () => {
  const disk = emptyDisk();
  const desk = await signIn("lixia", disk);
  await drained(desk);
  await register(desk, "丙一 之前");
  disk.isFull = true;
  expect(await desk.register(wages("丙一 没有"))).toEqual({ ok: false, refusal: "no-room" });
  disk.isFull = false;
  await register(desk, "丙一 之后");
  desk.syncNow();
  await drained(desk);
  expect(await titles(desk, "丙一")).toEqual(["丙一 之前", "丙一 之后"].toSorted());
}, 60_000);

test("[LO-6] with the last megabytes of the disk steps are saved and sent, orders wait until there is room", async () => {
  await loseIndexedDb();
  const disk = emptyDisk();
  disk.space = "journal-only";
  const desk = await signIn("lixia", disk);
  await register(desk, "丁一 步骤");
  const stopped = await status(desk, (one) => one.unsent === 0 && one.trouble === "no-room");
  expect(stopped.firstSync).not.toBeNull();
  disk.space = "roomy";
  desk.syncNow();
  await drained(desk);
  expect(await titles(desk, "丁一")).toEqual(["丁一 步骤"]);
}, 60_000);

test("[LO-8] a clock a year behind or ahead is told, changes no time that counts, and hinders nothing", async () => {
  for (const [skew, title] of [
    [-yearMs, "戊一 慢"],
    [yearMs, "戊一 快"],
  ] as const) {
    const disk = emptyDisk();
    const desk = await signIn("lixia", disk);
    await drained(desk);
    await cut(desk);
    clock.skewMs = skew;
    await register(desk, title);
    await leave();
    const again = await restore(disk);
    await mend(again);
    const { clockOffMinutes } = await status(again, (one) => one.unsent === 0 && one.clockOffMinutes !== null);
    expect(Math.abs((clockOffMinutes ?? 0) - skew / 60_000)).toBeLessThan(2);
    await drained(again);
    const [receipt] = await receiptsOf(again);
    expect(receipt?.verdict).toBe("applied");
    expect(Math.abs((receipt?.effectiveAt ?? 0) - Date.now())).toBeLessThan(60_000);
    clock.skewMs = 0;
    await leave();
  }
}, 60_000);

async function receiptsOf(desk: Desk) {
  const queue = await firstValueFrom(desk.queue$);
  return queue.flatMap(({ receipt }) => receipt ?? []);
}

test("[LO-7] a province restored while the desk was closed gets its steps again, once, and the person is told", async () => {
  const disk = emptyDisk();
  const first = await signIn("lixia", disk);
  await register(first, "己一 备份之前");
  await drained(first);
  await leave();
  backUp(province, backup);
  const second = await restore(disk);
  await register(second, "己一 备份之后");
  await drained(second);
  await cut(second);
  await register(second, "己一 断网时");
  await leave();
  province = await putBack(province, backup);
  const desk = await restore(disk);
  await mend(desk);
  if ((await status(desk, (one) => one.line === "online" || one.trouble === "signed-out")).line !== "online") {
    expect(await desk.signInAgain(password)).toEqual({ ok: true });
  }
  const told = await status(desk, (one) => one.unsent === 0 && one.happened.length > 0);
  expect(told.happened).toMatchObject([{ what: "province-restored" }]);
  await drained(desk);
  expect(await titles(desk, "己一")).toEqual(["己一 备份之前", "己一 备份之后", "己一 断网时"].toSorted());
}, 120_000);
