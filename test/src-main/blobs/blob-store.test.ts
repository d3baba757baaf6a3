import { readdir, readFile, rename, truncate, writeFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";

import { openBlobStore, type BlobName, type BlobStore } from "../../../src-main/blobs/blob-store.ts";
import { openKeychain } from "../../../src-main/services/keychain.ts";
import { maxAttachmentBytes } from "../../../src-shared/domain/work-order/attachment.ts";
import { fakeSafeStorage } from "../../support/fake-safe-storage.ts";
import { faultyDisk } from "../../support/faulty-disk.ts";
import { hashOf, otherAccount, someAccount, someFile } from "../../support/shell-accounts.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

function world(room = { has: true }) {
  const root = temporaryFolder();
  const faulty = faultyDisk();
  const keychain = openKeychain({ disk: faulty.disk, folder: root, safeStorage: fakeSafeStorage(), platform: "linux" });
  const open = (): BlobStore =>
    openBlobStore({ disk: faulty.disk, root, keychain, hasRoom: () => Promise.resolve(room.has) });
  const folder = path.join(root, "accounts", someAccount, "blobs");
  return { ...faulty, root, folder, open, blobs: open() };
}

type Chunks = Readonly<{ bytes: Uint8Array; step?: number }>;

async function put(blobs: BlobStore, name: BlobName, { bytes, step = 100_000 }: Chunks) {
  expect(await blobs.begin(name, bytes.length)).toEqual({ ok: true, value: null });
  for (let at = 0; at < bytes.length; at += step) {
    expect(await blobs.write(name, at, bytes.subarray(at, at + step))).toMatchObject({ ok: true });
  }
  return blobs.finish(name);
}

const named = (sha256: BlobName["sha256"]): BlobName => ({ account: someAccount, sha256 });

test.each([1, 65_535, 65_536, 65_537, 300_000])("[JO-20] %i bytes are read back whole and by range", async (size) => {
  const { blobs, open } = world();
  const { bytes, sha256 } = someFile(size);
  const name = named(sha256);
  expect(await put(blobs, name, { bytes, step: 50_001 })).toMatchObject({ ok: true });
  const again = open();
  expect(await again.size(name)).toBe(size);
  const ranges = [
    [0, size],
    [0, 1],
    [size - 1, 1],
    [size - 1, 100],
    [Math.floor(size / 2), 70_000],
    [size, 10],
    [size + 5, 10],
  ] as const;
  for (const [offset, length] of ranges) {
    const read = await again.read(name, { offset, length });
    expect(read.ok && hashOf(read.value)).toBe(hashOf(bytes.subarray(offset, offset + length)));
  }
});

test("[JO-21] bytes that hash to something else are damaged and leave nothing", async () => {
  const { blobs, folder } = world();
  const name = named(someFile(10).sha256);
  await expect(put(blobs, name, { bytes: someFile(10).bytes })).rejects.toMatchObject({ name: "Damaged" });
  expect(await blobs.size(name)).toBeNull();
  expect(await readdir(folder)).toEqual([]);
});

test("[JO-21] a file that is not whole is damaged and leaves nothing", async () => {
  const { blobs, folder } = world();
  const { bytes, sha256 } = someFile(500);
  await blobs.begin(named(sha256), 600);
  await blobs.write(named(sha256), 0, bytes);
  await expect(blobs.finish(named(sha256))).rejects.toMatchObject({ name: "Damaged" });
  expect(await readdir(folder)).toEqual([]);
});

test("[JO-22] bytes out of order, beyond the announced size or never begun are refused", async () => {
  const { blobs } = world();
  const { bytes, sha256 } = someFile(100);
  const name = named(sha256);
  expect(await blobs.write(name, 0, bytes)).toEqual({ ok: false, refusal: "not-begun" });
  expect(await blobs.finish(name)).toEqual({ ok: false, refusal: "not-begun" });
  await blobs.begin(name, 100);
  expect(await blobs.write(name, 5, bytes)).toEqual({ ok: false, refusal: "out-of-order" });
  await blobs.write(name, 0, bytes.subarray(0, 60));
  expect(await blobs.write(name, 0, bytes.subarray(0, 60))).toEqual({ ok: false, refusal: "out-of-order" });
  expect(await blobs.write(name, 60, bytes)).toEqual({ ok: false, refusal: "too-large" });
});

test("[JO-22] a file begun again starts anew", async () => {
  const { blobs } = world();
  const { bytes, sha256 } = someFile(100);
  await blobs.begin(named(sha256), 100);
  await blobs.write(named(sha256), 0, bytes.subarray(0, 60));
  expect(await put(blobs, named(sha256), { bytes })).toMatchObject({ ok: true });
  expect(await blobs.size(named(sha256))).toBe(100);
});

test("[JO-23] a file larger than an order takes is refused", async () => {
  const { blobs } = world();
  const { sha256 } = someFile(1);
  expect(await blobs.begin(named(sha256), maxAttachmentBytes + 1)).toEqual({ ok: false, refusal: "too-large" });
  expect(await blobs.begin(named(sha256), maxAttachmentBytes)).toMatchObject({ ok: true });
});

test("[JO-23] without room new files are disk-full, and what is here can be read", async () => {
  const room = { has: true };
  const { blobs } = world(room);
  const { bytes, sha256 } = someFile(10);
  await put(blobs, named(sha256), { bytes });
  room.has = false;
  await expect(blobs.begin(named(someFile(1).sha256), 1)).rejects.toMatchObject({ reason: "disk-full" });
  expect(await blobs.read(named(sha256), { offset: 0, length: 10 })).toMatchObject({ ok: true });
});

test("[JO-24] no byte of a file lies readable on the disk", async () => {
  const { blobs, folder } = world();
  const bytes = new Uint8Array(200_000).fill(0x41);
  await put(blobs, named(hashOf(bytes)), { bytes });
  const stored = await readFile(path.join(folder, hashOf(bytes)));
  expect(stored.includes("AAAA")).toBe(false);
});

async function expectDamaged(blobs: BlobStore, name: BlobName): Promise<void> {
  await expect(blobs.read(name, { offset: 0, length: 200_000 })).rejects.toMatchObject({ name: "Damaged" });
}

test("[JO-24] one changed byte anywhere is damage, never wrong bytes", async () => {
  const { blobs, folder } = world();
  const { bytes, sha256 } = someFile(150_000);
  await put(blobs, named(sha256), { bytes });
  const file = path.join(folder, sha256);
  const stored = await readFile(file);
  for (const at of [0, 20, 40, 70_000, stored.length - 1]) {
    const changed = Buffer.from(stored);
    changed[at] = (changed[at] ?? 0) ^ 1;
    await writeFile(file, changed);
    await expectDamaged(blobs, named(sha256));
  }
  await writeFile(file, stored);
  for (const cut of [1, 16, 18_000, stored.length - 20, stored.length - 65_600]) {
    await truncate(file, stored.length - cut);
    await expectDamaged(blobs, named(sha256));
    await writeFile(file, stored);
  }
});

test("[JO-24] a file moved to another name or account is damaged", async () => {
  const { blobs, folder, root } = world();
  const { bytes, sha256 } = someFile(100);
  const other = someFile(100);
  await put(blobs, named(sha256), { bytes });
  const foreign = path.join(root, "accounts", otherAccount, "blobs");
  await mkdir(foreign, { recursive: true });
  await writeFile(path.join(foreign, sha256), await readFile(path.join(folder, sha256)));
  await expectDamaged(blobs, { account: otherAccount, sha256 });
  await rename(path.join(folder, sha256), path.join(folder, other.sha256));
  await expectDamaged(blobs, named(other.sha256));
});

test("[JO-25] what a crash left half written is no file, and is swept", async () => {
  const { blobs, folder, open } = world();
  const { bytes, sha256 } = someFile(100_000);
  await blobs.begin(named(sha256), bytes.length);
  await blobs.write(named(sha256), 0, bytes.subarray(0, 90_000));
  expect(await readdir(folder)).toEqual([`${sha256}.part`]);
  const after = open();
  expect(await after.size(named(sha256))).toBeNull();
  const next = someFile(5);
  await put(after, named(next.sha256), next);
  expect(await readdir(folder)).toEqual([next.sha256]);
});

test("[JO-26] a full disk fails the file and leaves nothing", async () => {
  const { blobs, folder, setRoom } = world();
  const { bytes, sha256 } = someFile(100_000);
  await put(blobs, named(someFile(1).sha256), { bytes: new Uint8Array() }).catch(() => undefined); // the key exists
  await blobs.begin(named(sha256), bytes.length);
  setRoom(1000);
  await expect(blobs.write(named(sha256), 0, bytes)).rejects.toMatchObject({ reason: "disk-full" });
  await expect(blobs.finish(named(sha256))).rejects.toMatchObject({ reason: "disk-full" });
  setRoom(null);
  expect(await readdir(folder)).toEqual([]);
  expect(await put(blobs, named(sha256), { bytes })).toMatchObject({ ok: true });
});

test("[JO-27] deleting is final, and what is not here has no size and no bytes", async () => {
  const { blobs, folder } = world();
  const { bytes, sha256 } = someFile(10);
  await put(blobs, named(sha256), { bytes });
  await blobs.delete(named(sha256));
  await blobs.delete(named(sha256));
  expect(await blobs.size(named(sha256))).toBeNull();
  expect(await blobs.read(named(sha256), { offset: 0, length: 1 })).toEqual({ ok: false, refusal: "not-here" });
  expect(await readdir(folder)).toEqual([]);
});
