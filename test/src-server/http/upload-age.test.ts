import { existsSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

import { uploadServer } from "../../../src-server/http/files/upload-server.ts";
import { blobStore } from "../../../src-server/store/blob-store.ts";
import { dayMs, minuteMs } from "../../../src-shared/kernel/instant.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { deskOf } from "../support/story.ts";
import { hashOf, picture, Uploader } from "../support/uploading.ts";

let home: TestProvince;
let uploader: Uploader;
beforeAll(async () => {
  home = await startProvince();
  uploader = new Uploader(await home.listen(), await deskOf(home, "sd-quanneng"));
});
afterAll(() => home.close());

const bytes = picture(3000, 31);
const placeOf = (location: string): string => path.join(home.filesFolder, "uploads", path.basename(location));

type Age = Readonly<{ begunMs: number; quietMs: number }>;

/** An upload of which two thirds have come, that was begun so long ago and has had no byte for so long. */
async function begunAgo({ begunMs, quietMs }: Age): Promise<string> {
  const declared = { sha256: hashOf(bytes), name: "a.png", type: "image/png", size: bytes.length };
  const location = (await uploader.begin(declared)).headers.get("location") ?? "";
  await uploader.send(location, 0, bytes.subarray(0, 2000));
  const at = (agoMs: number): Date => new Date(Date.now() - agoMs);
  utimesSync(placeOf(location), at(quietMs), at(quietMs));
  const facts = `${placeOf(location)}.json`;
  const kept = readFileSync(facts, "utf8");
  const begun = kept.replace(/"creation_date":"[^"]*"/, `"creation_date":"${at(begunMs).toISOString()}"`);
  expect(begun).not.toBe(kept);
  writeFileSync(facts, begun);
  return location;
}

/** What the province's hourly tidying does. */
function tidy(): Promise<number> {
  const senderOf = (): never => {
    throw new Error("nobody asks");
  };
  const folder = path.join(home.filesFolder, "uploads");
  const server = uploadServer({ province: home.province, blobs: blobStore(home.filesFolder), folder, senderOf });
  return server.cleanUpExpiredUploads();
}

test("[FI-48] an upload begun long ago goes on as long as a byte came within the week, and is thrown away after it", async () => {
  const moves = await begunAgo({ begunMs: 30 * dayMs, quietMs: 7 * dayMs - minuteMs });
  const still = await begunAgo({ begunMs: 30 * dayMs, quietMs: 7 * dayMs + minuteMs });
  expect(await tidy()).toBe(1);
  expect([moves, still].map((location) => existsSync(placeOf(location)))).toEqual([true, false]);
  expect((await uploader.head(still)).status).toBe(404);
  const where = await uploader.head(moves);
  expect([where.status, where.headers.get("upload-offset")]).toEqual([200, "2000"]);
  const last = await uploader.send(moves, 2000, bytes.subarray(2000));
  expect(last.status).toBe(204);
});

test("[FI-48] what is over is gone also before the next tidying, and one that cannot be removed holds up no other", async () => {
  const over = { begunMs: 8 * dayMs, quietMs: 8 * dayMs };
  const [first, second] = [await begunAgo(over), await begunAgo(over)];
  expect((await uploader.head(first)).status).toBe(410);
  expect((await uploader.send(first, 2000, bytes.subarray(2000))).status).toBe(410);
  for (const location of [first, second]) writeFileSync(`${placeOf(location)}.json`, "{");
  expect(await tidy()).toBe(0);
  const third = await begunAgo(over);
  expect(await tidy()).toBe(1);
  expect(existsSync(placeOf(third))).toBe(false);
});
