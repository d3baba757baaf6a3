import "fake-indexeddb/auto";
import { afterEach, expect, test } from "vitest";

import { orderId, sha256, type Sha256 } from "../../../src-shared/kernel/ids.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { attach } from "../../../src-renderer/data/files.ts";
import { takeBack } from "../../../src-renderer/data/take-back.ts";
import { createUploadErrand } from "../../../src-renderer/data/upload-errand.ts";
import {
  keptFiles,
  mendUploads,
  openUploads,
  type UploadJob,
  type Uploads,
} from "../../../src-renderer/data/uploads.ts";
import { idOf } from "../../support/orders.ts";
import { storyAt } from "../../support/order-steps.ts";
import { deskParts, noSession, row, type Parts } from "./desk-parts.ts";
import { memoryPlatform } from "./memory-platform.ts";

let parts: Parts | null = null;
afterEach(async () => {
  await parts?.close();
  parts = null;
});

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3];
const { now } = storyAt("handling");

async function withPhoto(uploads: (desk: Parts) => Promise<Uploads>): Promise<Parts> {
  const desk = await deskParts();
  parts = desk;
  await desk.mirror.store([row(now)], desk.standpoint(), 1);
  const { blobs, space } = memoryPlatform(desk.disk, "");
  const { mirror, outbox, submit } = desk;
  const files = { mirror, outbox, blobs: blobs(desk.account), space, uploads: await uploads(desk), submit };
  const said = await attach(files, now.id, { file: new File([Uint8Array.from(png)], "照片.png"), caption: "" });
  expect(said).toMatchObject({ ok: true });
  return desk;
}

/** The same, and the uploads that the photo was added to. */
async function withItsUploads(): Promise<Readonly<{ desk: Parts; opened: Uploads }>> {
  const uploads: Uploads[] = [];
  const desk = await withPhoto(async (one) => {
    const opened = await openUploads(one.box);
    uploads.push(opened);
    return opened;
  });
  const [opened] = uploads;
  if (!opened) throw new Error("the photo asked for no uploads");
  return { desk, opened };
}

const copyOf = (stored: boolean) => async (): Promise<WorkOrder> => {
  const attachments = [...(parts?.disk.blobs.keys() ?? [])].map((hash) => ({ sha256: hash, stored }));
  return { ...now, attachments: attachments as unknown as WorkOrder["attachments"] };
};

const full = { size: async () => 1 };

test("[OB-25] a crash between the step and its upload costs nothing: the next start adds the upload", async () => {
  const broken = async (desk: Parts): Promise<Uploads> => ({
    ...(await openUploads(desk.box)),
    add: () => Promise.reject(new Error("the box is gone")),
  });
  const desk = await withPhoto(broken);
  const [hash] = desk.disk.blobs.keys();
  const uploads = await openUploads(desk.box);
  expect(uploads.jobs()).toEqual([]);
  expect(keptFiles(uploads, desk.outbox.ledger())).toEqual(new Set([hash]));
  await mendUploads(uploads, desk.outbox.ledger(), { copyOf: copyOf(true), blobs: full });
  expect(uploads.jobs()).toEqual([]);
  await mendUploads(uploads, desk.outbox.ledger(), { copyOf: copyOf(false), blobs: full });
  expect(uploads.jobs()).toMatchObject([{ sha256: hash, name: "照片.png" }]);
});

test("[OB-25] what the province has is not begun anew at the next start, and may be forgotten", async () => {
  const desk = await withPhoto((one) => openUploads(one.box));
  const uploads = await openUploads(desk.box);
  const [job] = uploads.jobs();
  if (!job) throw new Error("there is no job");
  await uploads.done(job.sha256);
  const again = await openUploads(desk.box);
  await mendUploads(again, desk.outbox.ledger(), { copyOf: async () => undefined, blobs: full });
  expect([again.jobs(), keptFiles(again, desk.outbox.ledger())]).toEqual([[], new Set()]);
});

const jobAt = (at: number): UploadJob => ({
  sha256: sha256(String(at).repeat(64)),
  name: `${at}.png`,
  type: "image/png",
  size: 3,
  orderId: orderId(idOf("action", 1)),
  actionId: idOf("action", at) as unknown as UploadJob["actionId"],
  url: null,
});

test("[LS-79] a job that is over and of no step any more is kept while it alone says whose bytes lie here", async () => {
  const desk = await deskParts();
  parts = desk;
  const uploads = await openUploads(desk.box);
  const job = { ...jobAt(1), isDone: true };
  const naming = { ...now, attachments: [{ sha256: job.sha256, stored: true }] } as unknown as WorkOrder;
  for (const [copy, isHere, isKept] of [
    [undefined, true, true],
    [now, true, true],
    [naming, true, false],
    [undefined, false, false],
  ] as const) {
    await uploads.add(job);
    const here = { copyOf: async () => copy, blobs: { size: async () => (isHere ? 1 : null) } };
    await mendUploads(uploads, desk.outbox.ledger(), here);
    expect(uploads.all()).toEqual(isKept ? [job] : []);
  }
});

test("[OB-26] a file whose bytes are gone stays listed, and one that failed waits behind the others", async () => {
  const desk = await deskParts();
  parts = desk;
  const uploads = await openUploads(desk.box);
  await uploads.add(jobAt(1));
  await uploads.add(jobAt(2));
  await uploads.add(jobAt(3));
  const tried: string[] = [];
  const blobs = {
    read: async (hash: Sha256) => {
      tried.push(hash.slice(0, 1));
      return hash.startsWith("1") ? null : new Blob(["abc"]);
    },
  } as never;
  const errand = createUploadErrand({
    uploads,
    blobs,
    endpoint: "http://127.0.0.1:9/",
    session: noSession,
    copyOf: async () => undefined,
    monotonic: () => performance.now(),
  });
  for (const _run of [1, 2, 3]) {
    expect(await errand.run()).toEqual({ fault: { kind: "unreachable" }, moved: false });
  }
  expect(tried).toEqual(["1", "2", "2", "3"]);
  expect(uploads.all().map((job) => job.stuck)).toEqual(["bytes-missing", undefined, undefined]);
  await uploads.release(jobAt(1).sha256);
  expect(uploads.jobs()).toHaveLength(3);
});

test("[FI-72] a file that this computer cannot read waits behind the others", async () => {
  const desk = await deskParts();
  parts = desk;
  const uploads = await openUploads(desk.box);
  for (const at of [1, 2]) await uploads.add(jobAt(at));
  const tried: string[] = [];
  const read = async (hash: Sha256) => {
    tried.push(hash.slice(0, 1));
    if (hash.startsWith("1")) throw new Error("a bad sector");
    return new Blob(["abc"]);
  };
  const { token, tokenAfter } = noSession;
  const way = { endpoint: "http://127.0.0.1:9/", session: { token, tokenAfter }, monotonic: () => performance.now() };
  const blobs = { read } as never;
  const errand = createUploadErrand({ uploads, blobs, copyOf: async () => undefined, ...way });
  await expect(errand.run()).rejects.toThrow("bad sector");
  expect(await errand.run()).toMatchObject({ fault: { kind: "unreachable" } });
  expect(tried).toEqual(["1", "2"]);
});

test("[FI-73] a box that takes no note of how far a file is lets the run end as it did", async () => {
  const { desk } = await withItsUploads();
  let isFull = false;
  const use: Parts["box"]["use"] = (work) => (isFull ? Promise.reject(new Error("full")) : desk.box.use(work));
  const uploads = await openUploads({ ...desk.box, use });
  isFull = true;
  const { token, tokenAfter } = noSession;
  const way = { endpoint: "http://127.0.0.1:9/", session: { token, tokenAfter }, monotonic: () => performance.now() };
  const blobs = memoryPlatform(desk.disk, "").blobs(desk.account);
  const errand = createUploadErrand({ uploads, blobs, copyOf: async () => undefined, ...way });
  expect(await errand.run()).toEqual({ fault: { kind: "unreachable" }, moved: false });
});

test("[FI-22] a file that was stopped stays stopped over a restart and holds up no other", async () => {
  const desk = await deskParts();
  parts = desk;
  const uploads = await openUploads(desk.box);
  for (const at of [1, 2, 3]) await uploads.add(jobAt(at));
  await uploads.reached(jobAt(1).sha256, 2);
  await uploads.pause([jobAt(1).sha256, jobAt(3).sha256], true);
  const again = await openUploads(desk.box);
  expect(again.jobs().map((job) => job.name)).toEqual(["2.png"]);
  expect(again.all()[0]).toMatchObject({ isPaused: true, sent: 2 });
  expect(again.portable()).toHaveLength(3);
  await again.pause([jobAt(1).sha256], false);
  expect(again.jobs().map((job) => job.name)).toEqual(["1.png", "2.png"]);
});

test("[FI-22] stopping the file under way lets go of it, and the next one has its turn", async () => {
  const desk = await deskParts();
  parts = desk;
  const uploads = await openUploads(desk.box);
  for (const at of [1, 2]) await uploads.add(jobAt(at));
  const read: string[] = [];
  const errand = createUploadErrand({
    uploads,
    blobs: {
      read: async (hash: Sha256) => {
        read.push(hash.slice(0, 1));
        if (hash === jobAt(1).sha256) {
          await uploads.pause([hash], true);
          errand.leave(hash);
        }
        return new Blob(["abc"]);
      },
    } as never,
    endpoint: "http://127.0.0.1:9/",
    session: noSession,
    copyOf: async () => undefined,
    monotonic: () => performance.now(),
  });
  expect(await errand.run()).toEqual({ fault: { kind: "unreachable" }, moved: false });
  expect(read).toEqual(["1", "2"]);
  expect(uploads.all().map((job) => job.isPaused ?? false)).toEqual([true, false]);
});

test("[FI-24, OB-4] a file is taken back with its step as long as nothing was sent: neither upload nor bytes stay", async () => {
  const { desk, opened } = await withItsUploads();
  const [entry] = desk.outbox.ledger().entries.values();
  if (!entry) throw new Error("there is no step");
  const { mirror, outbox } = desk;
  const blobs = memoryPlatform(desk.disk, "").blobs(desk.account);
  const left: string[] = [];
  const taking = {
    submit: desk.submit,
    files: { mirror, outbox, uploads: opened, blobs },
    leave: (hash: Sha256) => void left.push(hash),
  };
  const hashes = [...desk.disk.blobs.keys()];
  desk.disk.isFull = true;
  expect(await takeBack(taking, entry.step.id)).toBe("no-room");
  expect([left, desk.disk.blobs.size, outbox.ledger().entries.size]).toEqual([[], 1, 1]);
  desk.disk.isFull = false;
  expect(await takeBack(taking, entry.step.id)).toBe("done");
  expect([left, desk.disk.blobs.size, opened.all(), outbox.ledger().entries.size]).toEqual([hashes, 0, [], 0]);
  expect(await takeBack(taking, entry.step.id)).toBe("too-late");
});

test("[FI-24] a file that another step attaches too goes on for that one, from where it was", async () => {
  const { desk, opened } = await withItsUploads();
  const [first] = opened.all();
  if (!first) throw new Error("there is no job");
  const { mirror, outbox, submit } = desk;
  const { blobs: blobsOf, space } = memoryPlatform(desk.disk, "");
  const blobs = blobsOf(desk.account);
  const other = { ...now, id: orderId(idOf("action", 77)) };
  await mirror.store([row(other)], desk.standpoint(), 2);
  const photo = { file: new File([Uint8Array.from(png)], "照片.png"), caption: "" };
  const attaching = { mirror, outbox, blobs, space, uploads: opened, submit };
  expect(await attach(attaching, other.id, photo)).toMatchObject({ ok: true });
  await opened.begun(first.sha256, "/begun");
  await opened.pause([first.sha256], true);
  const [second] = opened.all();
  if (!second) throw new Error("there is no job");
  expect(second.orderId).toBe(other.id);
  const left: string[] = [];
  const files = { mirror, outbox, uploads: opened, blobs };
  const taking = { submit, files, leave: (hash: Sha256) => void left.push(hash) };

  expect(await takeBack(taking, second.actionId)).toBe("done");
  const goesOn = { ...first, url: "/begun", isPaused: true };
  expect([opened.all(), left, [...desk.disk.blobs.keys()]]).toEqual([[goesOn], [], [first.sha256]]);
  expect((await openUploads(desk.box)).all()).toEqual([goesOn]);
  expect(await takeBack(taking, first.actionId)).toBe("done");
  expect([opened.all(), left, desk.disk.blobs.size]).toEqual([[], [first.sha256], 0]);
});

test("[FI-61] a full disk that does not note that a file is over leaves it waiting, also in this very desk", async () => {
  const { desk } = await withItsUploads();
  let isFull = true;
  const use: Parts["box"]["use"] = (work) => (isFull ? Promise.reject(new Error("full")) : desk.box.use(work));
  isFull = false;
  const uploads = await openUploads({ ...desk.box, use });
  const [job] = uploads.jobs();
  if (!job) throw new Error("there is no file");
  isFull = true;
  await expect(uploads.done(job.sha256)).rejects.toThrow("full");
  expect(uploads.jobs().map(({ sha256 }) => sha256)).toEqual([job.sha256]);
  isFull = false;
  await uploads.done(job.sha256);
  expect([uploads.jobs(), (await openUploads(desk.box)).jobs()]).toEqual([[], []]);
});
