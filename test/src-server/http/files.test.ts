import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { announceEvidence } from "../../../src-server/sync/announce-evidence.ts";
import { readOrders } from "../../../src-server/store/order-store.ts";
import type { OrderId } from "../../../src-shared/kernel/ids.ts";
import { photo, wagesCase } from "../support/payloads.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { deskOf, dispatched } from "../support/story.ts";
import { hashOf, picture, Uploader } from "../support/uploading.ts";
import type { Desk } from "../support/desk.ts";

let home: TestProvince;
let base: string;
let hub: Desk;
let order: OrderId;
beforeAll(async () => {
  home = await startProvince();
  base = await home.listen();
  hub = await deskOf(home, "sd-quanneng");
  ({ order } = await dispatched(hub));
});
afterAll(() => home.close());

async function evidenceOf(sha256: string): Promise<boolean | undefined> {
  const [stored] = await readOrders(home.store.db, [order]);
  return stored?.attachments.find((one) => one.sha256 === sha256)?.stored;
}

test("[FI-1, FI-10] a file that comes after its action is said to be there, by the province itself", async () => {
  const bytes = picture(2000);
  await hub.act("attach", order, photo(hashOf(bytes), bytes.length));
  expect(await evidenceOf(hashOf(bytes))).toBe(false);
  const answer = await new Uploader(base, hub).upload(bytes);
  expect(answer.status).toBe(204);
  expect(await evidenceOf(hashOf(bytes))).toBe(true);
  const [stored] = await readOrders(home.store.db, [order]);
  expect(stored?.timeline.at(-1)).toMatchObject({ type: "evidence-stored", byName: "省级平台", grade: "A" });
});

test("[FI-11] a file that comes before its action is said to be there when the action comes", async () => {
  const bytes = picture(3000, 2);
  expect((await new Uploader(base, hub).upload(bytes)).status).toBe(204);
  await hub.act("attach", order, photo(hashOf(bytes), bytes.length));
  await vi.waitFor(async () => expect(await evidenceOf(hashOf(bytes))).toBe(true), { timeout: 15_000 });
});

test("[FI-2] a 30 MB photo arrives in pieces, cut in the middle, and goes on where it was", async () => {
  const bytes = picture(30 * 1024 * 1024, 3);
  const uploader = new Uploader(base, hub);
  const begun = await uploader.begin({
    sha256: hashOf(bytes),
    name: "大图.png",
    type: "image/png",
    size: bytes.length,
  });
  const location = begun.headers.get("location") ?? "";
  const cut = 10 * 1024 * 1024;
  expect((await uploader.send(location, 0, bytes.subarray(0, cut))).status).toBe(204);
  const where = await uploader.head(location);
  expect(where.headers.get("upload-offset")).toBe(String(cut));
  const wrong = await uploader.send(location, 5, bytes.subarray(5, 10));
  expect(wrong.status).toBe(409);
  expect((await uploader.send(location, cut, bytes.subarray(cut))).status).toBe(204);
  const after = await uploader.head(location);
  expect(after.headers.get("upload-offset")).toBe(String(bytes.length));
  await hub.act("attach", order, photo(hashOf(bytes), bytes.length));
  const back = await uploader.download(hashOf(bytes));
  expect(hashOf(Buffer.from(await back.arrayBuffer()))).toBe(hashOf(bytes));
});

test("[FI-60] the first piece of an upload goes over a connection of its own, and the next ones over the same", async () => {
  const bytes = picture(3000, 60);
  const uploader = new Uploader(base, hub);
  const begun = await uploader.begin({ sha256: hashOf(bytes), name: "a.png", type: "image/png", size: bytes.length });
  const location = begun.headers.get("location") ?? "";
  const answers = [begun, await uploader.send(location, 0, bytes.subarray(0, 1000)), await uploader.head(location)];
  expect(answers.map(({ headers }) => headers.get("connection"))).toEqual(["close", "keep-alive", "close"]);
});

test("[FI-4] bytes that do not hash to their name are thrown away and refused", async () => {
  const answer = await new Uploader(base, hub).upload(picture(500, 4), { sha256: "ab".repeat(32) });
  expect(answer.status).toBe(422);
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
  expect(await answer.json()).toMatchObject({ name: "file-damaged", code: "LXQ-4003", status: 422 });
});

test("[FI-5] a file that is not of the kind it says is refused, and so is a kind that is not taken", async () => {
  const script = Buffer.from("MZ\u0000\u0000 this program cannot be run");
  const disguised = await new Uploader(base, hub).upload(script);
  expect(await disguised.json()).toMatchObject({ name: "file-type", status: 415 });
  const html = await new Uploader(base, hub).upload(script, { type: "text/html" });
  expect(await html.json()).toMatchObject({ name: "file-type" });
});

test("[FI-6] more than 50 MiB is refused before a byte is sent", async () => {
  const declared = { sha256: hashOf(Buffer.alloc(1)), name: "a.png", type: "image/png", size: 50 * 1024 * 1024 + 1 };
  const answer = await new Uploader(base, hub).begin(declared);
  expect(answer.status).toBe(413);
  expect(await answer.json()).toMatchObject({ name: "file-too-large" });
});

test("[FI-7] an upload belongs to its account, and nobody uploads without a session", async () => {
  const bytes = picture(800, 5);
  const begun = await new Uploader(base, hub).begin({
    sha256: hashOf(bytes),
    name: "a.png",
    type: "image/png",
    size: bytes.length,
  });
  const location = begun.headers.get("location") ?? "";
  const other = new Uploader(base, await deskOf(home, "daiyue"));
  expect((await other.send(location, 0, bytes)).status).toBe(404);
  const nobody = await fetch(`${base}/api/files`, { method: "POST", headers: { "tus-resumable": "1.0.0" } });
  expect(await nobody.json()).toMatchObject({ name: "signed-out" });
});

test("[FI-8] a file is given only to those who see an order that names it, as a download and nothing else", async () => {
  const bytes = picture(900, 6);
  await new Uploader(base, hub).upload(bytes);
  await hub.act("attach", order, photo(hashOf(bytes), bytes.length));
  const city = new Uploader(base, await deskOf(home, "ta-shenhe"));
  const given = await city.download(hashOf(bytes));
  expect(given.status).toBe(200);
  expect(given.headers.get("x-content-type-options")).toBe("nosniff");
  expect(given.headers.get("content-disposition")).toBe("attachment; filename*=UTF-8''%E5%B7%A5%E8%B5%84%E6%9D%A1.png");
  expect(Buffer.from(await given.arrayBuffer())).toEqual(bytes);
  const stranger = await new Uploader(base, await deskOf(home, "lixia")).download(hashOf(bytes));
  expect(stranger.status).toBe(404);
  expect(await stranger.json()).toMatchObject({ name: "no-such-file" });
});

test("[FI-13] who knows a file's hash gets no bytes that others sent for an order he may not see", async () => {
  const bytes = picture(1100, 8);
  const hash = hashOf(bytes);
  await new Uploader(base, hub).upload(bytes);
  await hub.act("attach", order, photo(hash, bytes.length));
  const stranger = await deskOf(home, "lixia");
  const own = await stranger.act("register", null, wagesCase());
  expect(await stranger.act("attach", own.orderId, photo(hash, bytes.length))).toMatchObject({ verdict: "applied" });
  await announceEvidence(home.province);
  const isStored = async () => (await readOrders(home.store.db, [own.orderId]))[0]?.attachments[0]?.stored;
  expect(await isStored()).toBe(false);
  const uploader = new Uploader(base, stranger);
  expect((await uploader.download(hash)).status).toBe(404);
  // Who has the bytes himself and sends them gets them back.
  expect((await uploader.upload(bytes)).status).toBe(204);
  expect((await uploader.download(hash)).status).toBe(200);
  expect(await isStored()).toBe(true);
});

test("[FI-3, FI-9, FI-12] what a crash cut off is made good: the check of a whole upload, and the word to its orders", async () => {
  const bytes = picture(1500, 7);
  const uploader = new Uploader(base, hub);
  const declared = { sha256: hashOf(bytes), name: "a.png", type: "image/png", size: bytes.length };
  const location = (await uploader.begin(declared)).headers.get("location") ?? "";
  // The bytes were written and the process died before it looked at them.
  writeFileSync(path.join(home.filesFolder, "uploads", path.basename(location)), bytes);
  expect((await uploader.download(hashOf(bytes))).status).toBe(404);
  await hub.act("attach", order, photo(hashOf(bytes), bytes.length));
  const where = await uploader.head(location);
  expect([where.status, where.headers.get("upload-offset")]).toEqual([200, String(bytes.length)]);
  expect(await evidenceOf(hashOf(bytes))).toBe(true);
  expect((await uploader.upload(bytes)).status).toBe(204);
  const { order: other } = await dispatched(hub);
  await hub.act("attach", other, photo(hashOf(bytes), bytes.length));
  expect(await announceEvidence(home.province)).toBeLessThanOrEqual(1);
  await vi.waitFor(
    async () => {
      const [stored] = await readOrders(home.store.db, [other]);
      expect(stored?.attachments[0]?.stored).toBe(true);
    },
    { timeout: 15_000 },
  );
  expect(await announceEvidence(home.province)).toBe(0);
});

test("[FI-30] a picture that would unfold to more pixels than a computer's memory holds is refused", async () => {
  const bytes = picture(500, 21);
  bytes.writeUInt32BE(60_000, 16);
  bytes.writeUInt32BE(60_000, 20);
  const answer = await new Uploader(base, hub).upload(bytes);
  expect(answer.status).toBe(413);
  expect(await answer.json()).toMatchObject({ name: "picture-too-large", code: "LXQ-4005" });
});

test("[FI-40] the rest of a file is given from a place on; what is no such place gets it whole", async () => {
  const bytes = picture(5000, 22);
  await hub.act("attach", order, photo(hashOf(bytes), bytes.length));
  const uploader = new Uploader(base, hub);
  await uploader.upload(bytes);
  const ask = async (range: string, more: Record<string, string> = {}): Promise<Response> =>
    fetch(`${base}/api/attachments/${hashOf(bytes)}`, { headers: uploader.headers({ range, ...more }) });
  const rest = await ask("bytes=4000-");
  expect([rest.status, rest.headers.get("content-range")]).toEqual([206, "bytes 4000-4999/5000"]);
  expect(Buffer.from(await rest.arrayBuffer()).equals(bytes.subarray(4000))).toBe(true);
  for (const range of ["bytes=5000-", "bytes=-5", "bytes=0-99", "lines=3-"]) {
    const whole = await ask(range);
    expect([whole.status, (await whole.arrayBuffer()).byteLength]).toEqual([200, 5000]);
  }
  const tag = rest.headers.get("etag") ?? "";
  expect(tag).toBe(`"${hashOf(bytes)}"`);
  expect((await ask("bytes=4000-", { "if-range": tag })).status).toBe(206);
  expect((await ask("bytes=4000-", { "if-range": `"${hashOf(picture(1))}"` })).status).toBe(200);
});
