import "fake-indexeddb/auto";
import { expect, test } from "vitest";

import type { Attachment } from "../../../src-shared/domain/work-order/attachment.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { orderId } from "../../../src-shared/kernel/ids.ts";
import type { FileAnswer } from "../../../src-renderer/data/desk-files.ts";
import { storeRows } from "../../../src-renderer/data/errand-ends.ts";
import type { PiecesWay } from "../../../src-renderer/data/http.ts";
import { openFiles } from "../../../src-renderer/data/open-files.ts";
import { openPartialFiles, type PartialFiles } from "../../../src-renderer/data/partial-files.ts";
import { sha256Of } from "../../../src-renderer/data/seal.ts";
import { openUploads } from "../../../src-renderer/data/uploads.ts";
import type { DeskFiles } from "../../../src-renderer/data/desk-files.ts";
import { county } from "../../support/orders.ts";
import { storyAt } from "../../support/order-steps.ts";
import { deskOf } from "./desk-of.ts";
import { goneRow, newId, row, type Parts } from "./desk-parts.ts";
import { memoryPlatform } from "./memory-platform.ts";

const packet = 64 * 1024;
const never = new Promise<never>(() => {});

/** Bytes that no other file has, and its name on an order. */
async function aFile(size = 1_500_000): Promise<Readonly<{ bytes: Uint8Array<ArrayBuffer>; attachment: Attachment }>> {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, Math.min(size, at + 65_536)));
  const sha256 = await sha256Of(bytes);
  const facts = { sha256, name: "现场.jpg", type: "image/jpeg", size, evidence: "", caption: "" } as const;
  return { bytes, attachment: { ...facts, addedBy: "秦若谷", addedAt: 0, stored: true } };
}

const orderWith = (attachment: Attachment): WorkOrder => ({
  ...storyAt("handling").now,
  id: orderId(newId()),
  attachments: [attachment],
});

type Line = Readonly<{ to: number; then: "cut" | "stalls" | "ends"; packetMs?: number }>;
/** `silent` comes true when a line that stalls has brought all that it brings. */
type Opened = Readonly<{ files: DeskFiles; partials: PartialFiles; asked: readonly number[]; silent: Promise<void> }>;

/** The desk's files, as after a start; the province gives `bytes` over a line that carries so much. */
async function open(desk: Parts, bytes: Uint8Array<ArrayBuffer>, line: Line): Promise<Opened> {
  const asked: number[] = [];
  const stalling = Promise.withResolvers<undefined>();
  let clock = 0;
  const { to, then, packetMs = 2000 } = line;
  const pieces = async (_: unknown, way: PiecesWay) => {
    asked.push(way.from);
    way.begin(way.from);
    for (let at = way.from; at < to; at += packet) {
      clock += packetMs;
      way.take(new Uint8Array(bytes.slice(at, Math.min(to, at + packet))));
      await new Promise((resolve) => setTimeout(resolve));
    }
    if (then === "stalls") {
      stalling.resolve(undefined);
      await Promise.race([never, new Promise((go) => way.signal.addEventListener("abort", go))]);
    }
    return then === "ends"
      ? { ok: true as const, value: way.from }
      : { ok: false as const, fault: { kind: "unreachable" as const } };
  };
  const platform = memoryPlatform(desk.disk, "");
  const partials = openPartialFiles({ platform, account: desk.account, box: desk.box });
  const { box, mirror } = desk;
  const parts = { session: { pieces }, partials, monotonic: () => clock, pictures: platform.pictures, box, mirror };
  return { files: await openFiles(parts), partials, asked, silent: stalling.promise };
}

/** Whether any of the bytes lie on the disk. */
async function isOnDisk(desk: Parts, bytes: Uint8Array): Promise<boolean> {
  const sample = Buffer.from(bytes.subarray(1000, 1064));
  const all = await Promise.all([...desk.disk.blobs.values()].map((blob) => blob.arrayBuffer()));
  return all.some((one) => Buffer.from(one).includes(sample));
}

async function hashOf(answer: FileAnswer): Promise<string> {
  return answer.ok ? sha256Of(await answer.blob.arrayBuffer()) : answer.why;
}

async function sees(desk: Parts, order: WorkOrder): Promise<void> {
  await desk.mirror.store([row(order)], desk.standpoint(), 1);
}

/** The order leaves this desk, by the feed. */
async function leaves(desk: Parts, order: WorkOrder, { partials }: Opened): Promise<void> {
  const { mirror, outbox, standpoint, submit } = desk;
  const uploads = await openUploads(desk.box);
  const parts = { mirror, outbox, uploads, blobs: partials.blobs, clock: submit.clock, standpoint };
  await storeRows(parts, [goneRow(order.id)]);
}

test("[FI-47] a desk that was killed goes on from its last piece, and the whole file has its hash", async () => {
  const desk = await deskOf(county);
  const { bytes, attachment } = await aFile();
  await sees(desk, orderWith(attachment));
  const killed = await open(desk, bytes, { to: 1_000_000, then: "stalls" });
  void killed.files.original(attachment);
  await expect.poll(() => desk.disk.blobs.size).toBe(3);
  const after = await open(desk, bytes, { to: bytes.length, then: "ends" });
  expect(await hashOf(await after.files.original(attachment))).toBe(attachment.sha256);
  expect(after.asked).toEqual([12 * packet]);
  expect([...desk.disk.blobs.keys()]).toEqual([attachment.sha256]);
});

test("[FI-47] of a file that was stopped or cut nothing comes twice, and what is all here is not asked for", async () => {
  const desk = await deskOf(county);
  const { bytes, attachment } = await aFile();
  await sees(desk, orderWith(attachment));
  const stopped = await open(desk, bytes, { to: 500_000, then: "stalls" });
  const answer = stopped.files.original(attachment);
  await stopped.silent;
  await expect.poll(() => desk.disk.blobs.size).toBe(1);
  stopped.files.stop(attachment.sha256);
  expect(await answer).toEqual({ ok: false, why: "stopped" });
  const cut = await open(desk, bytes, { to: bytes.length, then: "cut" });
  // Every byte came, and the line broke before the end of the answer: the next try finds the file whole.
  expect(await cut.files.original(attachment)).toEqual({ ok: false, why: "offline" });
  expect(cut.asked).toEqual([500_000, bytes.length]);
  const after = await open(desk, bytes, { to: 0, then: "cut" });
  expect(await hashOf(await after.files.original(attachment))).toBe(attachment.sha256);
  expect([after.asked, desk.disk.blobs.size]).toEqual([[], 1]);
});

test("[FI-47] a piece that the disk has lost or that is wrong costs itself and no wrong file", async () => {
  const desk = await deskOf(county);
  const { bytes, attachment } = await aFile();
  await sees(desk, orderWith(attachment));
  const cut = await open(desk, bytes, { to: 1_000_000, then: "cut" });
  await cut.files.original(attachment);
  const [, second = attachment.sha256, third = attachment.sha256] = desk.disk.blobs.keys();
  const kept = desk.disk.blobs.get(third);
  desk.disk.blobs.delete(second);
  const holed = await open(desk, bytes, { to: 600_000, then: "cut" });
  await holed.files.original(attachment);
  expect(holed.asked[0]).toBe(4 * packet);
  const [first = attachment.sha256] = desk.disk.blobs.keys();
  desk.disk.blobs.set(first, kept ?? new Blob());
  const wrong = await open(desk, bytes, { to: bytes.length, then: "ends" });
  expect(await hashOf(await wrong.files.original(attachment))).toBe("damaged");
  expect(desk.disk.blobs.size).toBe(0);
  expect(await hashOf(await wrong.files.original(attachment))).toBe(attachment.sha256);
});

test("[FI-47, LS-11] what came of a file leaves the disk with its order, and one under way is not kept", async () => {
  const desk = await deskOf(county);
  const [cut, coming] = [await aFile(), await aFile()];
  const orders = [orderWith(cut.attachment), orderWith(coming.attachment)] as const;
  for (const order of orders) await sees(desk, order);
  const first = await open(desk, cut.bytes, { to: 1_000_000, then: "cut" });
  await first.files.original(cut.attachment);
  expect(await isOnDisk(desk, cut.bytes)).toBe(true);
  await leaves(desk, orders[0], first);
  expect(await isOnDisk(desk, cut.bytes)).toBe(false);
  const second = await open(desk, coming.bytes, { to: coming.bytes.length, then: "ends" });
  const answer = second.files.original(coming.attachment);
  await expect.poll(() => desk.disk.blobs.size).toBeGreaterThan(0);
  await leaves(desk, orders[1], second);
  expect(await hashOf(await answer)).toBe(coming.attachment.sha256);
  expect(desk.disk.blobs.size).toBe(0);
});

test("[FI-47] a file that comes quickly is written once, and on a disk without room not at all", async () => {
  const desk = await deskOf(county);
  const { bytes, attachment } = await aFile();
  await sees(desk, orderWith(attachment));
  const puts: number[] = [];
  const blobs = desk.disk.blobs;
  const set = blobs.set.bind(blobs);
  blobs.set = (name, blob) => (puts.push(blob.size), set(name, blob));
  desk.disk.space = "no-new-files";
  const tight = await open(desk, bytes, { to: bytes.length, then: "ends" });
  expect(await hashOf(await tight.files.original(attachment))).toBe(attachment.sha256);
  expect(puts).toEqual([]);
  desk.disk.space = "roomy";
  const quick = await open(desk, bytes, { to: bytes.length, then: "ends", packetMs: 10 });
  expect(await hashOf(await quick.files.original(attachment))).toBe(attachment.sha256);
  expect(puts).toEqual([bytes.length]);
});

test("[FI-47] what came of three files is kept, and a start lets go of what no order names", async () => {
  const desk = await deskOf(county);
  const all = [await aFile(400_000), await aFile(400_000), await aFile(400_000), await aFile(400_000)];
  const here = async () => Promise.all(all.map(({ bytes }) => isOnDisk(desk, bytes)));
  for (const { bytes, attachment } of all) {
    await sees(desk, orderWith(attachment));
    const cut = await open(desk, bytes, { to: 300_000, then: "cut" });
    await cut.files.original(attachment);
  }
  expect(await here()).toEqual([false, true, true, true]);
  await desk.mirror.wipe();
  const last = all[3];
  if (last) await sees(desk, orderWith(last.attachment));
  await open(desk, new Uint8Array(), { to: 0, then: "cut" });
  expect(await here()).toEqual([false, false, false, true]);
});
