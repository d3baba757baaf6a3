import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";

import { createUploadPace, uploadFile, type UploadOutcome } from "../../../src-renderer/data/upload-file.ts";
import type { UploadJob } from "../../../src-renderer/data/uploads.ts";
import { smallChunkBytes } from "../../../src-shared/sync/upload-pace.ts";
import { actionId } from "../../../src-shared/kernel/ids.ts";
import { photo } from "../../src-server/support/payloads.ts";
import { startProvince, type TestProvince } from "../../src-server/support/province.ts";
import { deskOf, dispatched } from "../../src-server/support/story.ts";
import { hashOf, picture, Uploader } from "../../src-server/support/uploading.ts";
import type { Desk } from "../../src-server/support/desk.ts";
import { openProxy, type Proxy } from "../../support/weak-line/open-proxy.ts";
import { idOf } from "../../support/orders.ts";

let home: TestProvince;
let base: string;
let hub: Desk;
beforeAll(async () => {
  home = await startProvince();
  base = await home.listen();
  hub = await deskOf(home, "sd-quanneng");
});
afterAll(() => home.close());

const size = 5 * 1024 * 1024;

async function weakLine(line: Parameters<Proxy["set"]>[0]): Promise<Proxy> {
  const proxy = await openProxy({ target: { port: Number(new URL(base).port), host: "127.0.0.1" }, ...line });
  onTestFinished(() => proxy.close());
  return proxy;
}

async function attached(seed: number): Promise<Readonly<{ bytes: Buffer; job: UploadJob }>> {
  const bytes = picture(size, seed);
  const { order } = await dispatched(hub);
  await hub.act("attach", order, photo(hashOf(bytes), size));
  const facts = { sha256: hashOf(bytes), name: "工资条.png", type: "image/png", size, url: null };
  return { bytes, job: { ...facts, orderId: order, actionId: actionId(idOf("action", seed)) } };
}

type Try = Readonly<{ outcome: UploadOutcome; url: string | null; sent: number }>;

/** One try of an upload, until it is over or `untilSent` bytes have gone and a person stops it. */
async function tryOnce(
  job: UploadJob,
  bytes: Buffer,
  way: Readonly<{ proxy: Proxy; untilSent?: number }>,
): Promise<Try> {
  let { url } = job;
  let sent = 0;
  const stop = new AbortController();
  const outcome = await uploadFile(job, new Blob([new Uint8Array(bytes)]), {
    endpoint: `http://127.0.0.1:${way.proxy.port}/api/files`,
    token: async () => hub.session?.accessToken ?? null,
    begun: async (at) => void (url = at),
    progress: (reached) => {
      sent = reached;
      if (reached >= (way.untilSent ?? Number.POSITIVE_INFINITY)) stop.abort();
    },
    pace: createUploadPace(),
    monotonic: () => performance.now(),
    signal: stop.signal,
  });
  return { outcome, url, sent };
}

test("[FI-20] a file of 5 MB over a line that is cut again and again sends at most 5 % of it twice", async () => {
  const proxy = await weakLine({ cutAfter: { up: 900_000 }, bytesPerSecond: 4_000_000 });
  const { bytes, job } = await attached(11);
  let tries = 0;
  let { outcome, url } = await tryOnce(job, bytes, { proxy });
  for (; outcome.kind === "failed" && tries < 30; tries += 1) {
    ({ outcome, url } = await tryOnce({ ...job, url }, bytes, { proxy }));
  }
  expect(outcome).toEqual({ kind: "done" });
  expect(proxy.connections().cut).toBeGreaterThanOrEqual(5);
  expect(proxy.bytes().up).toBeLessThanOrEqual(size * 1.05);
  const back = await new Uploader(base, hub).download(job.sha256);
  expect(hashOf(Buffer.from(await back.arrayBuffer()))).toBe(job.sha256);
}, 60_000);

test("[FI-22] a file that a person stops goes on where it was", async () => {
  const proxy = await weakLine({ bytesPerSecond: 4_000_000 });
  const { bytes, job } = await attached(12);
  const first = await tryOnce(job, bytes, { proxy, untilSent: 6 * smallChunkBytes });
  expect(first.outcome).toEqual({ kind: "cancelled" });
  expect(first.url).not.toBeNull();
  const second = await tryOnce({ ...job, url: first.url }, bytes, { proxy });
  expect(second.outcome).toEqual({ kind: "done" });
  expect(proxy.bytes().up).toBeLessThanOrEqual(size * 1.05);
}, 60_000);
