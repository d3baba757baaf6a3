import "fake-indexeddb/auto";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { firstValueFrom } from "rxjs";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { contactId, type OrderId } from "../../../src-shared/kernel/ids.ts";
import type { Desk } from "../../../src-renderer/data/desk-api.ts";
import { createDoor } from "../../../src-renderer/data/door.ts";
import { startProvince, type Province } from "../../e2e/support/province.ts";
import { wagesCase } from "../../support/order-steps.ts";
import { noteOn } from "./desk-parts.ts";
import { drained, password, signedIn, status, when } from "./live-desk.ts";
import { emptyDisk, loseIndexedDb, memoryPlatform, type Disk } from "./memory-platform.ts";
import { backUp, putBack } from "./province-backup.ts";

const folders = mkdtempSync(path.join(tmpdir(), "lxq-restored-"));
const [folder, backup] = [path.join(folders, "province"), path.join(folders, "backup")];
let open: Desk | null = null;
let province: Province;
beforeAll(async () => {
  province = await startProvince({ folder });
});
afterEach(async () => leave());
afterAll(async () => {
  await province.stop();
  rmSync(folders, { recursive: true, force: true });
});

async function leave(): Promise<void> {
  await open?.close();
  open = null;
}

const doorTo = (disk: Disk) => createDoor(memoryPlatform(disk, province.url));

async function signIn(username: string, disk: Disk): Promise<Desk> {
  await leave();
  open = await signedIn(doorTo(disk), username);
  return open;
}

async function register(desk: Desk, title: string): Promise<OrderId> {
  const contact = { ...wagesCase.contact, id: contactId(randomUUID()) };
  const said = await desk.register({ ...wagesCase, contact, classification: { ...wagesCase.classification, title } });
  if (!said.ok) throw new Error(said.refusal);
  return said.orderId;
}

/** The titles of all orders that a desk sees, each as often as it is there. */
async function titles(desk: Desk, like: string): Promise<readonly string[]> {
  const { lines } = await firstValueFrom(desk.orders$({ list: "all", limit: 500 }));
  return lines.flatMap(({ title }) => (title.startsWith(like) ? [title] : [])).toSorted();
}

/** What another computer has that was given this one's disk. */
function copyOf(disk: Disk): Disk {
  const journals = new Map([...disk.journals].map(([account, lines]) => [account, [...lines]]));
  return { ...emptyDisk(), journals, secrets: new Map(disk.secrets), blobs: new Map(disk.blobs) };
}

/** The computer's key is gone: who signs in next is another device. */
function loseKey(disk: Disk): void {
  for (const name of disk.secrets.keys()) disk.secrets.delete(name);
}

type Case = Readonly<{ username: string; like: string; disk: Disk; other: Disk; order: OrderId }>;

/** Registers an order that the backup has and, after that was made, one as this device and one as the next. */
async function before(username: string, like: string): Promise<Readonly<{ disk: Disk; after: () => Promise<Case> }>> {
  const disk = emptyDisk();
  const first = await signIn(username, disk);
  await register(first, `${like} 备份之前`);
  await drained(first);
  await leave();
  const after = async (): Promise<Case> => {
    const same = await signIn(username, disk);
    const order = await register(same, `${like} 原名`);
    await drained(same);
    await leave();
    const other = copyOf(disk);
    loseKey(disk);
    const renamed = await signIn(username, disk);
    expect((await renamed.submit(noteOn(order, "改名之后"))).ok).toBe(true);
    await register(renamed, `${like} 新名`);
    expect(await drained(renamed)).toMatchObject({ refused: 0 });
    await leave();
    return { username, like, disk, other, order };
  };
  return { disk, after };
}

/** Opens the desk of a disk, signs in where the restored province asks for it, and waits until all is sent. */
async function met(disk: Disk): Promise<Desk> {
  await leave();
  await loseIndexedDb();
  const desk = await doorTo(disk).restore();
  if (!desk) throw new Error("the desk does not open");
  open = desk;
  if ((await status(desk, (one) => one.line === "online" || one.trouble === "signed-out")).line !== "online") {
    expect(await desk.signInAgain(password)).toEqual({ ok: true });
  }
  expect(await drained(desk)).toMatchObject({ refused: 0, trouble: null });
  return desk;
}

async function isWhole(desk: Desk, { like, order }: Case): Promise<void> {
  expect(await titles(desk, like)).toEqual(["备份之前", "原名", "新名"].map((one) => `${like} ${one}`).toSorted());
  const { order: copy } = await when(
    desk,
    order,
    ({ mirroredAt, queued }) => mirroredAt !== null && queued.length === 0,
  );
  expect(copy.timeline.map(({ type }) => type)).toEqual(["registered", "noted"]);
}

test("[OB-34] [OB-35] a restored province has the steps of a former device again, once, whoever else has them", async () => {
  const [one, two] = [await before("lixia", "庚一"), await before("daiyue", "辛一")];
  backUp(province, backup);
  const [renamedFirst, copyFirst] = [await one.after(), await two.after()];
  province = await putBack(province, backup);

  await isWhole(await met(renamedFirst.disk), renamedFirst);
  await isWhole(await met(renamedFirst.other), renamedFirst);
  await isWhole(await met(renamedFirst.disk), renamedFirst);

  const copy = await met(copyFirst.other);
  expect(await titles(copy, copyFirst.like)).toEqual(["辛一 原名", "辛一 备份之前"].toSorted());
  await isWhole(await met(copyFirst.disk), copyFirst);
  await isWhole(await met(copyFirst.other), copyFirst);
}, 120_000);
