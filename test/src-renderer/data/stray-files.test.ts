import "fake-indexeddb/auto";
import { expect, test } from "vitest";

import type { Attachment } from "../../../src-shared/domain/work-order/attachment.ts";
import { actionId, orderId, type Sha256 } from "../../../src-shared/kernel/ids.ts";
import { dropSent, storeRows } from "../../../src-renderer/data/errand-ends.ts";
import { openPartialFiles } from "../../../src-renderer/data/partial-files.ts";
import { printCopies } from "../../../src-renderer/data/print-copies.ts";
import { readReference, saveReference } from "../../../src-renderer/data/reference-store.ts";
import { openStrays } from "../../../src-renderer/data/stray-files.ts";
import { submit } from "../../../src-renderer/data/submit.ts";
import { openUploads } from "../../../src-renderer/data/uploads.ts";
import { fakeReference } from "../../support/fake-reference.ts";
import { county } from "../../support/orders.ts";
import { storyAt } from "../../support/order-steps.ts";
import { deskOf } from "./desk-of.ts";
import { goneRow, newId, row, type Parts } from "./desk-parts.ts";
import { memoryPlatform } from "./memory-platform.ts";
import { storedPicture } from "./stored-picture.ts";

/** A desk of which the disk holds files, and what opens on it. */
async function computer() {
  const desk = await deskOf(county);
  const platform = memoryPlatform(desk.disk, "");
  const { account, box, mirror, outbox } = desk;
  const partials = openPartialFiles({ platform, account, box });
  const uploads = await openUploads(box);
  const open = (isDoubtful = false) =>
    openStrays({ platform, account, box, mirror, partials, doubt: { isOpen: () => isDoubtful } });
  const put = async (text: string): Promise<Attachment> => {
    const file = await storedPicture(text);
    desk.disk.blobs.set(file.sha256, new Blob([text]));
    return file;
  };
  return { desk, platform, partials, open, put, parts: { mirror, outbox, uploads, blobs: partials.blobs } };
}

async function sees({ mirror, standpoint }: Parts, attachments: readonly Attachment[]) {
  const order = { ...storyAt("handling").now, id: orderId(newId()), attachments };
  await mirror.store([row(order)], standpoint(), 1);
  return order;
}

const has = ({ disk }: Parts, ...files: readonly Readonly<{ sha256: Sha256 }>[]) =>
  files.map(({ sha256 }) => disk.blobs.has(sha256));

test("[LS-65] a new copy lets go of files that no order here names, once, and of nothing that is still needed", async () => {
  const { desk, platform, partials, open, put, parts } = await computer();
  const [stray, named, waiting] = [await put("of an order that left"), await put("named"), await put("attached here")];
  await saveReference(platform, desk.account, fakeReference);
  const order = await sees(desk, [named]);
  const { addedBy: _, addedAt: __, stored: ___, ...attachment } = waiting;
  await submit(desk.submit, { type: "attach", orderId: order.id, payload: { attachment } });
  await partials.begin(stray.sha256);
  await partials.add(stray.sha256, 0, new Blob(["half of it"]));
  const copies = { of: async () => ({ ok: true as const, blob: new Blob(["drawn"]) }) };
  await printCopies({ box: desk.box, blobs: partials.blobs, copies }, [named]);
  const before = desk.disk.blobs.size;
  const strays = await open();
  const later = await put("came after the desk was opened");
  await strays.sweep(parts);
  expect(has(desk, stray, named, waiting, later)).toEqual([false, true, true, true]);
  // Pieces of the stray went with it; the copy on its way to the printer and the rules in force stayed.
  expect(desk.disk.blobs.size).toBe(before + 1 - 2);
  expect(await readReference(platform, desk.account)).toEqual(fakeReference);
  const again = await open();
  await again.sweep(parts);
  expect(has(desk, later)).toEqual([true]);
});

test("[LS-11] a file that still had to go up when its order left goes once the province has it", async () => {
  const { desk, open, put, parts } = await computer();
  const [left, still] = [await put("its order left"), await put("its order is here")];
  const order = await sees(desk, [still]);
  const gone = orderId(newId());
  const job = { name: "a", type: "image/jpeg", size: 4, actionId: actionId(newId()), url: null };
  await parts.uploads.add({ ...job, sha256: left.sha256, orderId: gone });
  await parts.uploads.add({ ...job, sha256: still.sha256, orderId: order.id });
  await (await open()).sweep(parts);
  expect(has(desk, left, still)).toEqual([true, true]);
  // The desk was killed right after the last byte: the next start finds it.
  for (const { sha256 } of [left, still]) await parts.uploads.done(sha256);
  await (await open()).sweep(parts);
  expect(has(desk, left, still)).toEqual([false, true]);
  const again = await put("its order left");
  await dropSent(parts, parts.uploads.all());
  expect(has(desk, again, still)).toEqual([false, true]);
});

test("[LS-11] a file that was attached here leaves with its order, though the order's copy never named it", async () => {
  const { desk, put, parts } = await computer();
  const file = await put("attached, sent, and the order was gone");
  const order = await sees(desk, []);
  const job = { name: "a", type: "image/jpeg", size: 4, actionId: actionId(newId()), url: null };
  await parts.uploads.add({ ...job, sha256: file.sha256, orderId: order.id });
  await parts.uploads.done(file.sha256);
  await storeRows({ ...parts, clock: desk.submit.clock, standpoint: desk.standpoint }, [goneRow(order.id)]);
  expect(has(desk, file)).toEqual([false]);
});

test("[LS-11] a file whose job was lost with the box leaves with its order when the copy says that it is stored", async () => {
  const { desk, put, parts } = await computer();
  const [sent, waiting] = [await put("sent before"), await put("not sent yet")];
  const order = await sees(desk, []);
  for (const { addedBy: _, addedAt: __, stored: ___, ...attachment } of [sent, waiting])
    await submit(desk.submit, { type: "attach", orderId: order.id, payload: { attachment } });
  const attachments = [sent, { ...waiting, stored: false }];
  await desk.mirror.store([row({ ...order, attachments })], desk.standpoint(), 1);
  const clock = { now: () => 2 };
  await storeRows({ ...parts, clock, standpoint: desk.standpoint }, [goneRow(order.id)]);
  expect(has(desk, sent, waiting)).toEqual([false, true]);
});

test.each(["mirror", "box"] as const)("[LS-65] only what was lost looks again: the %s", async (lost) => {
  const { desk, open, put, parts } = await computer();
  await (await open()).sweep(parts);
  const stray = await put("came and was forgotten");
  await (await open()).sweep(parts);
  expect(has(desk, stray)).toEqual([true]);
  await desk[lost].wipe();
  await (await open()).sweep(parts);
  expect(has(desk, stray)).toEqual([false]);
});

test("[LS-11, LS-65] files of an order that left go at the next start when the desk was killed before it deleted them", async () => {
  const { desk, open, put, parts } = await computer();
  await (await open()).sweep(parts);
  const [first, second] = [await put("its order leaves"), await put("and another's")];
  const [one, other] = [await sees(desk, [first]), await sees(desk, [second])];
  const clock = desk.submit.clock;
  const store = { ...parts, clock, standpoint: desk.standpoint };
  const killed = { ...parts.blobs, delete: () => Promise.reject(new Error("killed")) };
  await expect(storeRows({ ...store, blobs: killed }, [goneRow(one.id)])).rejects.toThrow("killed");
  expect([(await desk.mirror.order(one.id)) === null, has(desk, first)]).toEqual([true, [true]]);
  // What leaves meanwhile does not say for it that all is well.
  await storeRows(store, [goneRow(other.id)]);
  expect(has(desk, first, second)).toEqual([true, false]);
  await (await open()).sweep(parts);
  expect(has(desk, first)).toEqual([false]);
});

test("[LS-65] a copy that may lack what it said last looks again, and one from which an order left in peace does not", async () => {
  const { desk, open, put, parts } = await computer();
  await (await open()).sweep(parts);
  const order = await sees(desk, [await put("its order leaves")]);
  await storeRows({ ...parts, clock: desk.submit.clock, standpoint: desk.standpoint }, [goneRow(order.id)]);
  const stray = await put("its order was let go of, and the power went");
  await (await open()).sweep(parts);
  expect(has(desk, stray)).toEqual([true]);
  await (await open(true)).sweep(parts);
  expect(has(desk, stray)).toEqual([false]);
});

test("[FI-72] a reference that cannot be read here any more is none: the province gives it again", async () => {
  const { desk, platform } = await computer();
  await saveReference(platform, desk.account, fakeReference);
  expect(await readReference(platform, desk.account)).toEqual(fakeReference);
  const [hash] = desk.disk.blobs.keys();
  if (hash === undefined) throw new Error("there is no reference");
  desk.disk.blobs.set(hash, new Blob(['{"version":']));
  expect(await readReference(platform, desk.account)).toBeNull();
  const blobs = { ...platform.blobs(desk.account), read: () => Promise.reject(new Error("a bad sector")) };
  expect(await readReference({ ...platform, blobs: () => blobs }, desk.account)).toBeNull();
});
