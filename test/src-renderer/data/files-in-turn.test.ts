import "fake-indexeddb/auto";
import { expect, test } from "vitest";

import { orderId } from "../../../src-shared/kernel/ids.ts";
import type { Mirror } from "../../../src-renderer/data/mirror.ts";
import { storeRows } from "../../../src-renderer/data/errand-ends.ts";
import { attach } from "../../../src-renderer/data/files.ts";
import { takeBack } from "../../../src-renderer/data/take-back.ts";
import { openUploads } from "../../../src-renderer/data/uploads.ts";
import { county } from "../../support/orders.ts";
import { storyAt } from "../../support/order-steps.ts";
import { deskOf } from "./desk-of.ts";
import { goneRow, newId, row } from "./desk-parts.ts";
import { memoryPlatform } from "./memory-platform.ts";

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3];
const photo = { file: new File([Uint8Array.from(png)], "照片.png"), caption: "" };

/** A desk with two orders whose copy is slow to read: `read` ends a reading of all orders, `isReading` when one began. */
async function slowDesk() {
  const desk = await deskOf(county);
  const orders = [orderId(newId()), orderId(newId())] as const;
  for (const id of orders) await desk.mirror.store([row({ ...storyAt("handling").now, id })], desk.standpoint(), 1);
  let [read, began] = [() => {}, () => {}];
  const isReading = new Promise<void>((resolve) => (began = resolve));
  const isRead = new Promise<void>((resolve) => (read = resolve));
  const allOrders: Mirror["allOrders"] = async (each) => {
    began();
    await isRead;
    await desk.mirror.allOrders(each);
  };
  const { outbox, submit, disk, account, box } = desk;
  const { blobs, space } = memoryPlatform(disk, "");
  const mirror: Mirror = { ...desk.mirror, allOrders };
  const files = { mirror, outbox, uploads: await openUploads(box), blobs: blobs(account), space, submit };
  return { desk, orders, files, isReading, read: () => read() };
}

test("[FI-70] a photo that is taken back and attached anew at once is there, and goes up", async () => {
  const { desk, orders, files, isReading, read } = await slowDesk();
  const first = await attach(files, orders[0], photo);
  const [hash] = desk.disk.blobs.keys();
  const [made] = desk.outbox.ledger().entries.keys();
  if (!first.ok || made === undefined) throw new Error("the photo was not attached");
  const taken = takeBack({ submit: files.submit, files, leave: () => {} }, made);
  await isReading;
  const again = attach(files, orders[0], photo);
  await Promise.race([again, new Promise((resolve) => setTimeout(resolve, 50))]);
  read();
  expect([await taken, await again]).toMatchObject(["done", { ok: true }]);
  expect([...desk.disk.blobs.keys()]).toEqual([hash]);
  expect(files.uploads.jobs().map(({ sha256 }) => sha256)).toEqual([hash]);
});

test("[FI-70] a photo that is attached while another order takes the same bytes along stays", async () => {
  const { desk, orders, files, isReading, read } = await slowDesk();
  const first = await attach(files, orders[0], photo);
  const [hash] = desk.disk.blobs.keys();
  if (!first.ok || hash === undefined) throw new Error("the photo was not attached");
  await files.uploads.done(hash);
  const leaving = storeRows({ ...files, clock: { now: () => 2 }, standpoint: desk.standpoint }, [goneRow(orders[0])]);
  await isReading;
  const again = attach(files, orders[1], photo);
  await Promise.race([again, new Promise((resolve) => setTimeout(resolve, 50))]);
  read();
  await leaving;
  expect(await again).toMatchObject({ ok: true });
  expect([...desk.disk.blobs.keys()]).toEqual([hash]);
});

test("[FI-71] a file whose step is refused does not stay here, but for one that was here before", async () => {
  const { desk, orders, files, read } = await slowDesk();
  read();
  expect(await attach(files, orderId(newId()), photo)).toEqual({ ok: false, refusal: "no-such-order" });
  expect(desk.disk.blobs.size).toBe(0);
  expect(await attach(files, orders[0], photo)).toMatchObject({ ok: true });
  expect(await attach(files, orderId(newId()), photo)).toEqual({ ok: false, refusal: "no-such-order" });
  expect(desk.disk.blobs.size).toBe(1);
});

test("[FI-71] a desk that is killed between a file and its step looks for the file at its next start", async () => {
  const { desk, orders, files, read } = await slowDesk();
  read();
  await desk.mirror.swept();
  desk.disk.beforeAppend = () => new Promise(() => {});
  void attach(files, orders[0], photo);
  await expect.poll(() => desk.disk.blobs.size).toBe(1);
  expect(await desk.mirror.areSwept()).toBe(false);
});
