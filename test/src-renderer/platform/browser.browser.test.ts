import { expect, test, vi } from "vitest";

import { sha256, userId } from "../../../src-shared/kernel/ids.ts";
import { browserPlatform } from "../../../src-renderer/platform/browser.ts";
import { sha256Of } from "../../../src-renderer/data/seal.ts";

const account = () => userId(crypto.randomUUID());

async function folderOf(id: string): Promise<FileSystemDirectoryHandle> {
  let folder = await navigator.storage.getDirectory();
  for (const name of ["lianxinqiao", "accounts", id]) folder = await folder.getDirectoryHandle(name, { create: true });
  return folder;
}

async function newestBytes(id: string): Promise<Readonly<{ name: string; bytes: Uint8Array<ArrayBuffer> }>> {
  const folder = await folderOf(id);
  const names: string[] = [];
  for await (const name of folder.keys()) if (name.startsWith("journal-")) names.push(name);
  const name = names.toSorted().at(-1) ?? "";
  return { name, bytes: new Uint8Array(await (await (await folder.getFileHandle(name)).getFile()).arrayBuffer()) };
}

test("[LS-1] [LS-4] a journal in the origin-private file system is there for the next page, compacted or not", async () => {
  const id = account();
  const first = await browserPlatform("test").openJournal(id);
  expect(first.contents).toEqual({ lines: [], tornBytes: 0, damaged: 0 });
  await first.append(["受理", '{"a":1}']);
  await first.append(["x".repeat(300_000)]);
  await first.close();
  const second = await browserPlatform("test").openJournal(id);
  expect(second.contents.lines).toEqual(["受理", '{"a":1}', "x".repeat(300_000)]);
  await second.compact(["留下"]);
  await second.append(["又"]);
  await second.close();
  const third = await browserPlatform("test").openJournal(id);
  expect(third.contents.lines).toEqual(["留下", "又"]);
  expect((await newestBytes(id)).name).toBe("journal-00000002");
  await third.close();
});

test("[LS-2] a torn tail is cut at opening", async () => {
  const id = account();
  const first = await browserPlatform("test").openJournal(id);
  await first.append(["一"]);
  await first.append(["二"]);
  await first.close();
  const { name, bytes } = await newestBytes(id);
  const file = await (await folderOf(id)).getFileHandle(name);
  const writable = await file.createWritable();
  await writable.write(bytes.slice(0, bytes.length - 3));
  await writable.close();
  const again = await browserPlatform("test").openJournal(id);
  expect(again.contents).toMatchObject({ lines: ["一"] });
  expect(again.contents.tornBytes).toBeGreaterThan(0);
  await again.append(["三"]);
  await again.close();
  expect((await browserPlatform("test").openJournal(id)).contents.lines).toEqual(["一", "三"]);
});

test("[LS-8] appends made at the same time keep their order", async () => {
  const id = account();
  const journal = await browserPlatform("test").openJournal(id);
  const lines = Array.from({ length: 200 }, (_, at) => `第${at}行`);
  await Promise.all(lines.map((line) => journal.append([line])));
  await journal.close();
  expect((await browserPlatform("test").openJournal(id)).contents.lines).toEqual(lines);
});

test("[LS-9] a page that is going away holds the journal a moment longer: the next one waits for it", async () => {
  const id = account();
  const first = await browserPlatform("test").openJournal(id);
  const second = browserPlatform("test").openJournal(id);
  await first.append(["noch eins"]);
  await first.close();
  expect((await second).contents.lines).toEqual(["noch eins"]);
});

test("[LS-5] a file is there when all its bytes are and hash to its name, and not otherwise", async () => {
  const blobs = browserPlatform("test").blobs(account());
  const bytes = crypto.getRandomValues(new Uint8Array(60_000));
  const hash = await sha256Of(bytes);
  expect([await blobs.size(hash), await blobs.read(hash)]).toEqual([null, null]);
  await blobs.put(hash, new Blob([bytes]));
  await blobs.put(hash, new Blob([bytes]));
  expect(await blobs.size(hash)).toBe(60_000);
  const read = await blobs.read(hash);
  expect(new Uint8Array((await read?.arrayBuffer()) ?? new ArrayBuffer())).toEqual(bytes);
  const wrong = sha256("0".repeat(64));
  await expect(blobs.put(wrong, new Blob([bytes]))).rejects.toMatchObject({ reason: "damaged" });
  expect(await blobs.size(wrong)).toBeNull();
  expect(await blobs.names()).toEqual([hash]);
  await blobs.delete(hash);
  expect(await blobs.names()).toEqual([]);
  expect(await blobs.size(hash)).toBeNull();
});

test("[LS-5] thirty megabytes go in and come out", async () => {
  const blobs = browserPlatform("test").blobs(account());
  const piece = crypto.getRandomValues(new Uint8Array(60_000));
  const blob = new Blob(Array.from({ length: 500 }, () => piece));
  const hash = await sha256Of(await blob.arrayBuffer());
  await blobs.put(hash, blob);
  expect((await blobs.read(hash))?.size).toBe(30_000_000);
});

test("[LS-6] a secret keeps its last value over pages, and a forgotten one is gone", async () => {
  const name = `test.${crypto.randomUUID()}`;
  const { secrets } = browserPlatform("test");
  expect(await secrets.get(name)).toBeNull();
  await Promise.all([secrets.set(name, "一"), secrets.set(name, "二")]);
  expect(await browserPlatform("test").secrets.get(name)).toBe("二");
  for (let at = 0; at < 120; at += 1) await secrets.set(name, `${at}`);
  expect(await browserPlatform("test").secrets.get(name)).toBe("119");
  await secrets.delete(name);
  expect(await browserPlatform("test").secrets.get(name)).toBeNull();
});

test("[LS-6] secrets asked for together are read at once, and each answer is as of when it was asked", async () => {
  const name = `test.${crypto.randomUUID()}`;
  const { secrets } = browserPlatform("test");
  const asked = [secrets.get(name), secrets.get(name), secrets.set(name, "一"), secrets.get(name), secrets.get("none")];
  const later = [secrets.set(name, "二"), secrets.get(name), secrets.delete(name), secrets.get(name)];
  expect(await Promise.all([...asked, ...later])).toEqual([
    ...[null, null, undefined, "一", null],
    ...[undefined, "二", undefined, null],
  ]);
});

test("[LS-9] one page holds a desk; another sees it, asks for it, and gets it even from one that does not answer", async () => {
  const name = `desk.${crypto.randomUUID()}`;
  const [one, two] = [browserPlatform("test").locks, browserPlatform("test").locks];
  const hold = await one.take(name);
  expect([await two.isHeld(name), await two.take(name)]).toEqual([true, null]);
  const asked = new Promise<void>((resolve) => hold?.onAsked(resolve));
  two.askToLetGo(name);
  await asked;
  hold?.release();
  const taken = await vi.waitFor(
    async () => {
      const next = await two.take(name);
      expect(next).not.toBeNull();
      return next;
    },
    { timeout: 15_000 },
  );
  const stolenFrom = new Promise<void>((resolve) => taken?.onAsked(resolve));
  expect(await one.take(name, { steal: true })).not.toBeNull();
  await stolenFrom;
});
