import "fake-indexeddb/auto";
import { afterEach, expect, test } from "vitest";

import type { Sha256 } from "../../../src-shared/kernel/ids.ts";
import { emptyBootstrap } from "../../../src-shared/sync/engine-state.ts";
import { bootstrap, push, type ErrandParts } from "../../../src-renderer/data/errands.ts";
import { attach } from "../../../src-renderer/data/files.ts";
import { takeReturn } from "../../../src-renderer/data/courier/take-return.ts";
import { unsentEntries } from "../../../src-renderer/data/ledger.ts";
import { meetEpoch } from "../../../src-renderer/data/meet-epoch.ts";
import { createOutbox, readLedger } from "../../../src-renderer/data/outbox.ts";
import { submit } from "../../../src-renderer/data/submit.ts";
import { createUploadErrand } from "../../../src-renderer/data/upload-errand.ts";
import { keptFiles } from "../../../src-renderer/data/uploads.ts";
import { storyAt } from "../../support/order-steps.ts";
import { cursorAt, errandsOf, type Api } from "./desk-errands.ts";
import { deskParts, noSession, noteOn, row, type Parts } from "./desk-parts.ts";
import { memoryPlatform } from "./memory-platform.ts";
import { allOrders, packetDesk } from "./packet-desk.ts";
import { clockWords, PushProvince } from "./push-province.ts";

let parts: Parts | null = null;
afterEach(async () => {
  await parts?.close();
  parts = null;
});

const order = storyAt("handling").now;

/** A first sync of one page. */
const onePage: Pick<Api, "bootstrap"> = {
  bootstrap: async () => {
    const page = { rows: [row(order)], next: null, total: 1, bytes: 1, referenceVersion: "test" };
    return { ok: true, value: { ...page, cursor: { ...cursorAt(10), epoch: "e2" }, ...clockWords } };
  },
};

async function deskWithNotes(count: number): Promise<Parts> {
  const desk = await deskParts();
  parts = desk;
  await desk.mirror.store([row(order)], desk.standpoint(), 1);
  for (let at = 0; at < count; at += 1) await submit(desk.submit, noteOn(order.id, `第${at}条`));
  return desk;
}

test("[OB-23] a restored province gets them too from a desk that has lost its database and begins anew", async () => {
  const desk = await deskWithNotes(4);
  const province = new PushProvince();
  const errands = await errandsOf(desk, { ...onePage, push: province.push });
  await push(errands);
  province.epoch = "e2";
  province.receipts = province.receipts.slice(0, 2);
  await errands.epoch.write(null);
  expect(await bootstrap(errands, emptyBootstrap)).toMatchObject({ type: "bootstrapped", complete: true });
  expect(unsentEntries(desk.outbox.ledger())).toHaveLength(4);
  await push(errands);
  expect(province.receipts.map((receipt) => receipt.seq)).toEqual([1, 2, 3, 4]);
  expect(await errands.epoch.read()).toBe("e2");
});

test("[OB-33] a desk killed after half of what a restored province is offered again goes on with the rest", async () => {
  const desk = await deskWithNotes(6);
  const province = new PushProvince();
  const errands = await errandsOf(desk, province);
  await push(errands);
  province.epoch = "e2";
  province.receipts = [];
  await submit(desk.submit, noteOn(order.id, "之后"));
  expect(await push(errands)).toMatchObject({ type: "failed", fault: { name: "epoch-changed" } });
  errands.pace.learn({ tookMs: null });
  await push(errands);
  const offered = province.receipts.length;
  expect(offered).toBeGreaterThan(0);
  expect(offered).toBeLessThan(6);
  expect(await errands.epoch.read()).toBeNull();
  // The journal knows nothing of what is offered again: a start has the old receipts.
  const journal = await memoryPlatform(desk.disk, "").openJournal(desk.account);
  const outbox = createOutbox(journal, desk.box, readLedger(journal.contents.lines));
  expect(unsentEntries(outbox.ledger())).toHaveLength(1);
  await meetEpoch({ ...errands, outbox }, "e2");
  while (unsentEntries(outbox.ledger()).length > 0) await push({ ...errands, outbox });
  expect(province.receipts.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(await errands.epoch.read()).toBe("e2");
});

const pdf = "%PDF-1.7 工资条";
const noPage: Pick<Api, "audit" | "bootstrap"> = {
  audit: async () => ({ ok: false, fault: { kind: "unreachable" } }),
  bootstrap: async () => {
    const page = { rows: [], next: null, total: 0, bytes: 1, referenceVersion: "test" };
    return { ok: true, value: { ...page, cursor: { ...cursorAt(10), epoch: "e2" }, ...clockWords } };
  },
};

/** A desk with a file that the province has. */
async function deskWithSentFile(): Promise<Readonly<{ desk: Parts; errands: ErrandParts; hash: Sha256 }>> {
  const desk = await deskWithNotes(0);
  const { blobs, space } = memoryPlatform(desk.disk, "");
  const errands = { ...(await errandsOf(desk, noPage)), blobs: blobs(desk.account) };
  const { uploads } = errands;
  const { mirror, outbox, submit } = desk;
  const files = { mirror, outbox, blobs: errands.blobs, space, uploads, submit };
  await attach(files, order.id, { file: new File([pdf], "工资条.pdf"), caption: "" });
  const [job] = uploads.jobs();
  if (!job) throw new Error("nothing waits");
  await uploads.done(job.sha256);
  return { desk, errands, hash: job.sha256 };
}

test("[FI-14] a restored province gets the files that it has lost: they stay here, and those that it has do not go again", async () => {
  const { desk, errands, hash } = await deskWithSentFile();
  const { uploads } = errands;

  // The province has forgotten the order with its file; the desk's step is about to bring both back.
  expect(await bootstrap(errands, emptyBootstrap)).toMatchObject({ complete: true });
  expect(await desk.mirror.order(order.id)).toBeNull();
  expect([...desk.disk.blobs.keys()]).toEqual([hash]);
  expect(uploads.jobs()).toMatchObject([{ sha256: hash }]);
  expect(keptFiles(uploads, desk.outbox.ledger())).toEqual(new Set([hash]));

  // In another province the file is there: nothing is sent. The same epoch asks no second time.
  const stored = { ...order, attachments: [{ sha256: hash, stored: true }] } as unknown as typeof order;
  const way = { endpoint: "", session: noSession, monotonic: () => 0 };
  await createUploadErrand({ uploads, blobs: errands.blobs, copyOf: async () => stored, ...way }).run();
  expect(uploads.jobs()).toEqual([]);
  await bootstrap(errands, emptyBootstrap);
  expect(uploads.jobs()).toEqual([]);
});

test("[FI-14] a restored province that is heard of by a packet gets them too", async () => {
  const { desk, errands, hash } = await deskWithSentFile();
  const { uploads } = errands;
  const core = packetDesk(desk, errands);
  const epoch = { ...cursorAt(10), epoch: "e2" };
  expect(await takeReturn(core, allOrders(desk, epoch, []))).toMatchObject({ ok: true, orders: 0 });
  expect(await desk.mirror.order(order.id)).toBeNull();
  expect([...desk.disk.blobs.keys()]).toEqual([hash]);
  expect(uploads.jobs()).toMatchObject([{ sha256: hash }]);

  // A second packet of this epoch asks no second time.
  await uploads.done(hash);
  const later = { ...allOrders(desk, epoch, [row(order)]), madeAt: 2_000_000_000_000 };
  expect(await takeReturn(core, later)).toMatchObject({ ok: true, orders: 1 });
  expect(uploads.jobs()).toEqual([]);
});
