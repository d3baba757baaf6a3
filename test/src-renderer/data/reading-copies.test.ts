import "fake-indexeddb/auto";
import { afterEach, expect, test } from "vitest";

import type { Attachment } from "../../../src-shared/domain/work-order/attachment.ts";
import type { Blobs } from "../../../src-renderer/platform/platform.ts";
import { clearPrintCopies, printCopies } from "../../../src-renderer/data/print-copies.ts";
import { createReadingCopies } from "../../../src-renderer/data/reading-copies.ts";
import { sha256Of } from "../../../src-renderer/data/seal.ts";
import { deskParts, type Parts } from "./desk-parts.ts";
import { memoryPlatform } from "./memory-platform.ts";
import { storedPicture } from "./stored-picture.ts";

let parts: Parts | null = null;
afterEach(async () => {
  await parts?.close();
  parts = null;
});

test("[FI-33] copies are kept in memory up to 64 MB, and the ones looked at longest ago go first", async () => {
  const drawn: string[] = [];
  const large = new Blob([new Uint8Array(20 * 1024 * 1024)]);
  const copies = createReadingCopies(
    {
      draw: async (bytes) => {
        drawn.push(await bytes.text());
        return { ok: true, blob: large };
      },
    },
    async ({ name }) => ({ ok: true, blob: new Blob([name]) }),
  );
  const look = async (...names: string[]): Promise<void> => {
    for (const name of names) await copies.of(await storedPicture(name), "page");
  };
  await look("a", "b", "c", "a", "d", "a", "c", "b");
  expect(drawn).toEqual(["a.jpg", "b.jpg", "c.jpg", "d.jpg", "b.jpg"]);
});

test("[FI-33] a file that does not come, or is no picture, has no copy and is asked for again", async () => {
  const copies = createReadingCopies({ draw: async () => ({ ok: false, why: "too-many-pixels" }) }, async ({ name }) =>
    name === "a.jpg" ? { ok: false, why: "offline" } : { ok: true, blob: new Blob([name]) },
  );
  expect(await copies.of(await storedPicture("a"), "page")).toEqual({ ok: false, why: "offline" });
  expect(await copies.of(await storedPicture("b"), "stamp")).toEqual({ ok: false, why: "too-many-pixels" });
});

async function printing() {
  const desk = await deskParts();
  parts = desk;
  const platform = memoryPlatform(desk.disk, "");
  const blobs: Blobs = platform.blobs(desk.account);
  const copies = createReadingCopies(platform.pictures, async ({ name }) => ({ ok: true, blob: new Blob([name]) }));
  return { box: desk.box, blobs, copies, disk: desk.disk };
}

test("[FI-34] the shell finds copies while it prints, and none afterwards; the originals are as they were", async () => {
  const { box, blobs, copies, disk } = await printing();
  const [one, other] = [await storedPicture("a"), await storedPicture("b")];
  await blobs.put(one.sha256, new Blob(["the original"]));
  const taken = await sha256Of(await new Blob(["drawn b.jpg"]).arrayBuffer());
  await blobs.put(taken, new Blob(["drawn b.jpg"]));
  const paper: Attachment = { ...(await storedPicture("c")), type: "application/pdf" };
  const shelf = await printCopies({ box, blobs, copies }, [one, other, paper]);
  expect([...shelf.of.keys()]).toEqual([one.sha256, other.sha256]);
  const copy = shelf.of.get(one.sha256);
  expect(copy && (await disk.blobs.get(copy)?.text())).toBe("drawn a.jpg");
  await shelf.release();
  expect([...disk.blobs.keys()]).toEqual([one.sha256, taken]);
  expect(await disk.blobs.get(one.sha256)?.text()).toBe("the original");
});

test("[FI-34] what a crash left of a printing is cleared at the next start", async () => {
  const { box, blobs, copies, disk } = await printing();
  await blobs.put((await storedPicture("a")).sha256, new Blob(["the original"]));
  await printCopies({ box, blobs, copies }, [await storedPicture("a"), await storedPicture("b")]);
  expect(disk.blobs.size).toBe(3);
  await clearPrintCopies({ box, blobs });
  expect([...disk.blobs.keys()]).toEqual([(await storedPicture("a")).sha256]);
  await clearPrintCopies({ box, blobs });
});
