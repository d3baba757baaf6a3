import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";

import { blobStore, type BlobStore } from "../../../src-server/store/blob-store.ts";
import { readOrders } from "../../../src-server/store/order-store.ts";
import { files, fileSenders } from "../../../src-server/store/schema.ts";
import { adoptAwaited } from "../../../src-server/sync/adopt-files.ts";
import type { OrderId, Sha256 } from "../../../src-shared/kernel/ids.ts";
import { photo, wagesCase } from "../support/payloads.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { deskOf, dispatched } from "../support/story.ts";
import { hashOf, picture, Uploader } from "../support/uploading.ts";
import type { Desk } from "../support/desk.ts";

let home: TestProvince;
let blobs: BlobStore;
let base: string;
let hub: Desk;
let order: OrderId;
beforeAll(async () => {
  home = await startProvince();
  blobs = blobStore(path.join(home.filesFolder, "blobs"));
  base = await home.listen();
  hub = await deskOf(home, "sd-quanneng");
  ({ order } = await dispatched(hub));
});
afterAll(() => home.close());

const placeOf = (hash: Sha256): string => path.join(home.filesFolder, "blobs", hash.slice(0, 2), hash);

/** What the hub sent, and of which the database, older than the folder, knows nothing. */
async function forgotten(bytes: Buffer): Promise<Sha256> {
  const hash = hashOf(bytes);
  expect((await new Uploader(base, hub).upload(bytes)).status).toBe(204);
  const { db } = home.store;
  await db.delete(files).where(eq(files.sha256, hash));
  await db.delete(fileSenders).where(eq(fileSenders.sha256, hash));
  return hash;
}

/** As a real desk does it: the step names its file before its payload is read. */
const attach = (bytes: Buffer) =>
  hub.act("attach", order, photo(hashOf(bytes), bytes.length), { attachments: [hashOf(bytes)] });

async function isThere(at: OrderId, hash: Sha256): Promise<boolean> {
  const [stored] = await readOrders(home.store.db, [at]);
  return stored?.attachments.some((one) => one.sha256 === hash && one.stored) === true;
}

async function given(desk: Desk, hash: Sha256): Promise<Sha256 | number> {
  const answer = await new Uploader(base, desk).download(hash);
  return answer.status === 200 ? hashOf(Buffer.from(await answer.arrayBuffer())) : answer.status;
}

test("[FI-16] a file that only the province's disk has is there again when the step that names it comes again", async () => {
  const bytes = picture(4000, 51);
  const hash = await forgotten(bytes);
  await attach(bytes);
  await expect.poll(() => isThere(order, hash)).toBe(true);
  expect(await given(hub, hash)).toBe(hash);
});

test("[FI-16] it counts for who has sent it, and for nobody who only knows its hash", async () => {
  const bytes = picture(4100, 52);
  const hash = await forgotten(bytes);
  const stranger = await deskOf(home, "lixia");
  const own = await stranger.act("register", null, wagesCase());
  await stranger.act("attach", own.orderId, photo(hash, bytes.length));
  await adoptAwaited(home.province, blobs);
  expect(await isThere(own.orderId, hash)).toBe(false);
  expect(await given(stranger, hash)).toBe(404);
  await attach(bytes);
  await expect.poll(() => isThere(order, hash)).toBe(true);
  await adoptAwaited(home.province, blobs);
  expect([await isThere(own.orderId, hash), await given(stranger, hash)]).toEqual([false, 404]);
  expect(await given(hub, hash)).toBe(hash);
});

test("[FI-16] what is put back into the folder later is found at the next look", async () => {
  const bytes = picture(4200, 53);
  const hash = await forgotten(bytes);
  renameSync(placeOf(hash), `${placeOf(hash)}.away`);
  await attach(bytes);
  await adoptAwaited(home.province, blobs);
  expect(await isThere(order, hash)).toBe(false);
  renameSync(`${placeOf(hash)}.away`, placeOf(hash));
  await adoptAwaited(home.province, blobs);
  expect(await isThere(order, hash)).toBe(true);
});

test("[FI-16] a damaged one is put aside, awaited, and taken when it is sent again", async () => {
  const bytes = picture(4300, 54);
  const hash = await forgotten(bytes);
  const damaged = Buffer.from(bytes);
  damaged.writeUInt8(0, 4000);
  writeFileSync(placeOf(hash), damaged);
  await attach(bytes);
  await adoptAwaited(home.province, blobs);
  await expect.poll(() => existsSync(placeOf(hash))).toBe(false);
  expect([await isThere(order, hash), await given(hub, hash)]).toEqual([false, 404]);
  expect(hashOf(readFileSync(`${placeOf(hash)}.damaged`))).toBe(hashOf(damaged));
  expect((await new Uploader(base, hub).upload(bytes)).status).toBe(204);
  expect([await isThere(order, hash), await given(hub, hash)]).toEqual([true, hash]);
});

test("[FI-9] bytes that are sent once more take the place of a copy that was damaged since", async () => {
  const bytes = picture(4400, 55);
  const hash = hashOf(bytes);
  await new Uploader(base, hub).upload(bytes);
  await attach(bytes);
  rmSync(placeOf(hash)); // it shares its bytes with the upload
  writeFileSync(placeOf(hash), bytes.subarray(0, 4000));
  const again = await Promise.all([1, 2, 3].map(() => new Uploader(base, hub).upload(bytes)));
  expect(again.map(({ status }) => status)).toEqual([204, 204, 204]);
  expect(await given(hub, hash)).toBe(hash);
  const left = readdirSync(path.dirname(placeOf(hash))).filter((name) => name.startsWith(hash));
  expect(left.map((name) => name.slice(64, 70)).toSorted()).toEqual(["", ".from."]);
});
