import "fake-indexeddb/auto";
import fc from "fast-check";
import { filter, firstValueFrom } from "rxjs";
import { afterEach, expect, test } from "vitest";

import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { actionId, orderId } from "../../../src-shared/kernel/ids.ts";
import type { BootstrapAnswer, Cursor, PullAnswer } from "../../../src-shared/protocol/sync.ts";
import { emptyBootstrap, type Bootstrap } from "../../../src-shared/sync/engine-state.ts";
import { bootstrap, carryOut, pull, push, type ErrandParts } from "../../../src-renderer/data/errands.ts";
import {
  compacted,
  continues,
  emptyLedger,
  entryLines,
  record,
  unsentEntries,
} from "../../../src-renderer/data/ledger.ts";
import { createOutbox } from "../../../src-renderer/data/outbox.ts";
import { parseJournalEntry, type JournalEntry } from "../../../src-shared/sync/journal-entry.ts";
import { memoryPlatform } from "./memory-platform.ts";
import type { Mirror } from "../../../src-renderer/data/mirror.ts";
import { submit } from "../../../src-renderer/data/submit.ts";
import { createSyncDriver } from "../../../src-renderer/data/sync-driver.ts";
import { idOf } from "../../support/orders.ts";
import { storyAt } from "../../support/order-steps.ts";
import { cursorAt, errandsOf, type Api } from "./desk-errands.ts";
import { deskParts, noteOn, receiptFor, row, type Parts } from "./desk-parts.ts";
import { clockWords, PushProvince } from "./push-province.ts";

let parts: Parts | null = null;
afterEach(async () => {
  await parts?.close();
  parts = null;
});

const template = storyAt("handling").now;
const orderAt = (at: number): WorkOrder => ({ ...template, id: orderId(idOf("action", 2000 + at)) });

/** A province with `count` orders, two a page; the head moves while pages are read. */
function pagesOf(count: number): Api {
  let reads = 0;
  return {
    bootstrap: async (after) => {
      const from = after === null ? 0 : Number(after);
      const rows = [orderAt(from), orderAt(from + 1)].slice(0, count - from).map(row);
      const next = from + 2 < count ? String(from + 2) : null;
      const value: BootstrapAnswer = {
        rows,
        cursor: cursorAt(10 + (reads += 1)),
        next,
        total: count,
        bytes: 1,
        referenceVersion: "test",
        ...clockWords,
      };
      return { ok: true, value };
    },
  };
}

/** The mirror, failing at the `at`-th call that writes. */
function failingAt(mirror: Mirror, at: number): Mirror {
  let calls = 0;
  const may = (): void => {
    calls += 1;
    if (calls === at) throw new Error("the page was closed");
  };
  return {
    ...mirror,
    store: async (...all) => (may(), mirror.store(...all)),
    writeFact: async (...all) => (may(), mirror.writeFact(...all)),
    beginPass: async () => (may(), mirror.beginPass()),
    sweep: async (...all) => (may(), mirror.sweep(...all)),
  };
}

async function syncAll(errands: ErrandParts, mirror: Mirror): Promise<Cursor | null> {
  let page = (JSON.parse((await mirror.readFact("bootstrap")) || "null") as Bootstrap | null) ?? emptyBootstrap;
  for (;;) {
    const ended = await carryOut("bootstrap", () => bootstrap(errands, page));
    if (ended.type !== "bootstrapped") return null;
    page = ended.page;
    if (ended.complete) return page.cursor;
  }
}

test("[LS-10] [LS-13] a first sync that is cut anywhere goes on, and ends with the whole copy and its first cursor", async () => {
  for (let cutAt = 1; cutAt <= 15; cutAt += 1) {
    const desk = await deskParts();
    parts = desk;
    await desk.mirror.store([row({ ...template, id: orderId(idOf("action", 3000)) })], desk.standpoint(), 1);
    const api = pagesOf(7);
    await syncAll(await errandsOf(desk, api, failingAt(desk.mirror, cutAt)), desk.mirror);
    const isBegun = (await desk.mirror.readFact("bootstrap")) ?? "";
    const cursorBefore = await desk.mirror.readFact("cursor");
    if (cursorBefore === null) await syncAll(await errandsOf(desk, api), desk.mirror);
    const ids = (await desk.mirror.allLines()).map((line) => line.id).toSorted();
    expect(ids, `cut at write ${cutAt} (${isBegun})`).toEqual(Array.from({ length: 7 }, (_, at) => orderAt(at).id));
    const cursor = JSON.parse((await desk.mirror.readFact("cursor")) ?? "null") as Cursor;
    const isUnderWay = isBegun !== "" && isBegun !== JSON.stringify(emptyBootstrap);
    const first = isUnderWay || cursorBefore !== null ? 11 : cursor.versions["c"];
    expect(cursor.versions["c"]).toBe(first);
    await desk.close();
    parts = null;
  }
});

test("[LS-10] the cursor is written after the documents: a store that fails leaves the cursor where it was", async () => {
  const desk = await deskParts();
  parts = desk;
  const value: PullAnswer = {
    rows: [row(orderAt(1))],
    cursor: cursorAt(5),
    more: false,
    referenceVersion: "test",
    ...clockWords,
  };
  const api: Api = { pull: async () => ({ ok: true, value }) };
  const failing = await errandsOf(desk, api, failingAt(desk.mirror, 1));
  expect(await carryOut("pull", () => pull(failing, cursorAt(4)))).toMatchObject({
    type: "failed",
    fault: { kind: "local" },
  });
  expect(await desk.mirror.readFact("cursor")).toBeNull();
  const working = await errandsOf(desk, api);
  expect(await carryOut("pull", () => pull(working, cursorAt(4)))).toMatchObject({
    type: "pulled",
    cursor: cursorAt(5),
  });
  expect(await desk.mirror.readFact("cursor")).toBe(JSON.stringify(cursorAt(5)));
});

/** The same desk on a journal of these entries. */
async function withJournal(desk: Parts, entries: readonly JournalEntry[]) {
  const platform = memoryPlatform(desk.disk, "");
  const journal = await platform.openJournal(desk.account);
  await journal.compact(entries.map((entry) => JSON.stringify(entry)));
  const outbox = createOutbox(journal, desk.box, record(emptyLedger, entries));
  const lines = (): readonly JournalEntry[] =>
    (desk.disk.journals.get(desk.account) ?? []).flatMap((line) => parseJournalEntry(line) ?? []);
  return { ...desk, outbox, journal: lines };
}

async function deskWithNotes(count: number): Promise<Parts> {
  const desk = await deskParts();
  parts = desk;
  await desk.mirror.store([row(template)], desk.standpoint(), 1);
  for (let at = 0; at < count; at += 1) await submit(desk.submit, noteOn(template.id, `第${at}条`));
  return desk;
}

test("[OB-21] lost answers, again and again: every step arrives in order and once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ notes: fc.nat(4), lost: fc.nat(2) }), { maxLength: 5 }), async (rounds) => {
      const desk = await deskWithNotes(1);
      const province = new PushProvince();
      const errands = await errandsOf(desk, province);
      for (const { notes, lost } of rounds) {
        for (let at = 0; at < notes; at += 1) await submit(desk.submit, noteOn(template.id, "又"));
        province.loseNext = lost;
        await carryOut("push", () => push(errands));
      }
      province.loseNext = 0;
      while (unsentEntries(desk.outbox.ledger()).length > 0) await push(errands);
      const made = [...desk.outbox.ledger().entries.keys()];
      expect(province.receipts.map((receipt) => receipt.actionId)).toEqual(made);
      await desk.close();
      parts = null;
    }),
    { numRuns: 15 },
  );
});

test("[OB-28] after a lost answer little is sent again, and the batches grow with every answer", async () => {
  const desk = await deskWithNotes(20);
  const province = new PushProvince();
  const sizes: number[] = [];
  const api: Api = { push: (epoch, actions) => (sizes.push(actions.length), province.push(epoch, actions)) };
  const errands = await errandsOf(desk, api);
  province.loseNext = 2;
  while (unsentEntries(desk.outbox.ledger()).length > 0) await push(errands);
  expect(sizes).toEqual([20, 4, 1, 8, 11]);
  expect(province.receipts).toHaveLength(20);
});

test("[OB-23] a province restored from a backup is offered what it lost, and the queue ends empty", async () => {
  const desk = await deskWithNotes(6);
  const province = new PushProvince();
  const errands = await errandsOf(desk, province);
  expect(await push(errands)).toEqual({ type: "pushed", unsent: 0, progress: true });
  province.epoch = "e2";
  province.receipts = province.receipts.slice(0, 2);
  await submit(desk.submit, noteOn(template.id, "之后"));
  expect(await push(errands)).toMatchObject({ type: "failed", fault: { name: "epoch-changed" } });
  for (let at = 0; at < 3 && unsentEntries(desk.outbox.ledger()).length > 0; at += 1) await push(errands);
  expect(province.receipts.map((receipt) => receipt.seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(unsentEntries(desk.outbox.ledger())).toEqual([]);
});

test("[OB-24] a chain goes on only when every seal after the province's last one is here", async () => {
  const desk = await deskWithNotes(3);
  await push(await errandsOf(desk, new PushProvince()));
  const entries = [...desk.outbox.ledger().entries];
  const ledger = { ...desk.outbox.ledger(), deviceId: desk.device.id };
  const { id } = desk.device;
  expect([0, 2, 3, 4].map((lastSeq) => continues(ledger, id, { lastSeq }))).toEqual([true, true, true, false]);
  const holed = { ...ledger, entries: new Map(entries.filter((_, at) => at !== 1)) };
  expect([0, 1, 2].map((lastSeq) => continues(holed, id, { lastSeq }))).toEqual([false, false, true]);
  expect([0, 1].map((lastSeq) => continues({ ...ledger, deviceId: null }, id, { lastSeq }))).toEqual([true, false]);
});

test("[OB-24] a province that waits for a seal that is not here is told of as a gap", async () => {
  const desk = await deskWithNotes(1);
  const api: Api = {
    push: async () => ({ ok: true, value: { epoch: "e1", receipts: [], expected: 7, ...clockWords } }),
  };
  expect(await push(await errandsOf(desk, api))).toMatchObject({ type: "failed", fault: { name: "gap" } });
});

test("[OB-30] steps beyond a lost seal are sealed anew and sent once, in the running desk", async () => {
  const desk = await deskWithNotes(5);
  const province = new PushProvince();
  const device = { kind: "device", deviceId: desk.device.id, at: 1 } as const;
  await desk.outbox.exclusive(() => desk.outbox.append([device]));
  province.loseNext = 1;
  await push(await errandsOf(desk, province));
  const made = [...desk.outbox.ledger().entries.keys()];
  const sealed = [...desk.outbox.ledger().entries.values()];
  const left = sealed.filter((_, at) => at !== 2).flatMap(entryLines);
  const { journal, ...holed } = await withJournal(desk, [device, ...left]);
  Object.assign(province, { receipts: province.receipts.slice(0, 2), lastHash: sealed[1]?.sealed?.hash });
  const errands = await errandsOf(holed, province);
  for (let at = 0; at < 4; at += 1) expect(await push(errands)).toMatchObject({ type: "pushed" });
  expect(province.receipts.map(({ actionId: id }) => id)).toEqual(made.filter((_, at) => at !== 2));
  expect([province.isChained, unsentEntries(holed.outbox.ledger()).length]).toEqual([true, 0]);
  for (const lines of [journal(), journal().filter((_, at) => at < left.length + 2)]) {
    const ledger = record(emptyLedger, lines);
    expect(record(emptyLedger, compacted(ledger, 1)).last).toEqual(ledger.last);
  }
});

test("[OB-23] a province that asks for an earlier seq gets it from there", async () => {
  const desk = await deskWithNotes(4);
  const province = new PushProvince();
  const errands = await errandsOf(desk, province);
  await push(errands);
  province.receipts = province.receipts.slice(0, 1);
  await submit(desk.submit, noteOn(template.id, "之后"));
  expect(await push(errands)).toMatchObject({ type: "pushed", progress: true });
  await push(errands);
  expect(province.receipts).toHaveLength(5);
});

test("[OB-20] heads that come while a pull is under way make another pull", async () => {
  const desk = await deskParts();
  parts = desk;
  const pulled: number[] = [];
  let tellHead = (_version: number): void => {};
  const api: Api = {
    pull: async (cursor) => {
      const from = cursor.versions["c"] ?? 0;
      pulled.push(from);
      if (pulled.length === 2) tellHead(10);
      const cursorNow = cursorAt(from + 1);
      return { ok: true, value: { rows: [], cursor: cursorNow, more: false, referenceVersion: "test", ...clockWords } };
    },
    newerReference: async () => ({ ok: true, value: null }),
  };
  const driver = createSyncDriver({
    errands: await errandsOf(desk, api),
    openStream: (listener) => {
      tellHead = (version) => listener.heads({ versions: { c: version } });
      listener.opened();
      return () => {};
    },
    monotonic: () => performance.now(),
    chance: () => 0.5,
  });
  const counts = { unsent: 0, files: 0 };
  const known = { cursor: cursorAt(7), bootstrap: null, referenceVersion: "test" };
  driver.tell({ type: "opened", signedIn: true, ...counts, ...known });
  await expect.poll(() => pulled).toEqual([7]);
  await firstValueFrom(driver.state$.pipe(filter((state) => state.inFlight === null && state.stream.stage === "open")));
  tellHead(9);
  await expect.poll(() => pulled).toEqual([7, 8, 9]);
  driver.stop();
});

test("[OB-13] receipts of steps that this journal does not know are left alone", async () => {
  const desk = await deskWithNotes(1);
  const stranger = receiptFor({ id: actionId(idOf("action", 4000)), orderId: template.id });
  const api: Api = {
    push: async () => ({ ok: true, value: { epoch: "e1", receipts: [stranger], expected: null, ...clockWords } }),
  };
  expect(await push(await errandsOf(desk, api))).toEqual({ type: "pushed", unsent: 1, progress: false });
});
