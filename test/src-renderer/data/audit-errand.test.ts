import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { afterEach, expect, test } from "vitest";

import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { orderId } from "../../../src-shared/kernel/ids.ts";
import type { AuditAnswer } from "../../../src-shared/protocol/sync.ts";
import { bucketOf, digestsOf, sumOf } from "../../../src-shared/sync/digest.ts";
import { audit } from "../../../src-renderer/data/audit-errand.ts";
import { parseAudit, type AuditResult } from "../../../src-renderer/data/audit-result.ts";
import { openDoubt } from "../../../src-renderer/data/doubt.ts";
import { mirrorShape } from "../../../src-renderer/data/mirror-schema.ts";
import { toOneByte } from "../../../src-renderer/data/one-byte-text.ts";
import { storyAt } from "../../support/order-steps.ts";
import { cursorAt, errandsOf, type Api } from "./desk-errands.ts";
import { deskParts, goneRow, newId, row, type Parts } from "./desk-parts.ts";
import type { MachineClock } from "../../../src-renderer/platform/platform.ts";
import { testClock } from "./memory-platform.ts";
import { clockWords } from "./push-province.ts";

let desk: Parts | null = null;
afterEach(async () => {
  await desk?.close();
  desk = null;
});

const template = storyAt("handling").now;
const anOrder = (version = 5): WorkOrder => ({ ...template, id: orderId(newId()), version });

/** A province with these orders that is asked; `current` says whether the desk's cursor is at its heads. */
function provinceOf(orders: readonly WorkOrder[], asked: string[], current = (): boolean => true): Api {
  const sums = digestsOf(orders);
  return {
    audit: async ({ detail, of }) => {
      asked.push(detail);
      const digests = detail === "whole" ? [sumOf(sums)] : detail === "parts" ? [...sums] : [];
      const listed = detail === "orders" ? orders.filter(({ id }) => of.includes(bucketOf(id))) : [];
      const pairs = listed.map(({ id, version }): [typeof id, number] => [id, version]);
      const value: AuditAnswer = { cursor: cursorAt(7), current: current(), digests, orders: pairs, ...clockWords };
      return { ok: true, value };
    },
    orders: async (ids) => {
      asked.push(`orders ${ids.length}`);
      const rows = ids.map((id) => {
        const order = orders.find((one) => one.id === id);
        return order ? row(order) : goneRow(id);
      });
      return { ok: true, value: { rows, ...clockWords } };
    },
  };
}

type Trial = Readonly<{ told: AuditResult[]; asked: string[]; run: () => ReturnType<typeof audit> }>;

async function trial(parts: Parts, orders: readonly WorkOrder[], current?: () => boolean): Promise<Trial> {
  const asked: string[] = [];
  const told: AuditResult[] = [];
  const errands = await errandsOf(parts, provinceOf(orders, asked, current));
  const listening = { ...errands, audited: async (result: AuditResult) => void told.push(result) };
  return { told, asked, run: () => audit(listening, cursorAt(7)) };
}

const keep = (parts: Parts, ...orders: readonly WorkOrder[]) =>
  parts.mirror.store(orders.map(row), parts.standpoint(), 1);
const sorted = (orders: readonly Readonly<{ id: string; version: number }>[]) =>
  orders.map(({ id, version }) => `${id}:${version}`).sort();

test("[DG-5] a copy that is the province's costs one question and is left alone", async () => {
  desk = await deskParts();
  const orders = [anOrder(), anOrder(), anOrder()];
  await keep(desk, ...orders);
  let changes = 0;
  desk.mirror.changed$.subscribe(() => (changes += 1));
  const { run, asked, told } = await trial(desk, orders);
  expect(await run()).toEqual({ type: "audited", settled: true });
  expect(asked).toEqual(["whole"]);
  expect(told).toMatchObject([{ orders: 3, fetched: 0, removed: 0, left: 0 }]);
  expect(changes).toBe(0);
});

test("[DG-4] missing, foreign, old and too new orders are mended", async () => {
  desk = await deskParts();
  const [same, missing, old, ahead, foreign] = [anOrder(), anOrder(), anOrder(5), anOrder(3), anOrder()];
  const orders = [same, missing, { ...old, version: 6, provisionalNumber: "临-新" }, ahead];
  await keep(desk, same, old, { ...ahead, version: 9 }, foreign);
  const { run, asked, told } = await trial(desk, orders);
  expect(await run()).toEqual({ type: "audited", settled: true });
  expect(sorted(await desk.mirror.revisions("thorough"))).toEqual(sorted(orders));
  expect((await desk.mirror.order(old.id))?.order.provisionalNumber).toBe("临-新");
  expect(await desk.mirror.order(foreign.id)).toBeNull();
  expect(told).toMatchObject([{ orders: 4, fetched: 3, removed: 1, left: 0 }]);
  expect(asked).toEqual(["whole", "parts", "orders", "orders 3"]);
  const again = await trial(desk, orders);
  await again.run();
  expect(again.asked).toEqual(["whole"]);
});

test("[DG-2] [DG-4] an order whose text was lost, or its line, is fetched again", async () => {
  const parts = await deskParts();
  const [noText, noLine, whole] = [anOrder(), anOrder(), anOrder()];
  const orders = [noText, noLine, whole];
  await keep(parts, ...orders);
  await parts.close();
  await lose(`rxdb-dexie-mirror${mirrorShape}-${parts.account}--0--orders`, noText.id);
  await lose(`rxdb-dexie-mirror${mirrorShape}-${parts.account}--0--lines`, noLine.id);
  desk = await deskParts({ account: parts.account });
  const { run, told } = await trial(desk, orders);
  await run();
  expect(told).toMatchObject([{ fetched: 2, left: 0 }]);
  expect((await desk.mirror.order(noText.id))?.order).toEqual(noText);
  expect(sorted(await desk.mirror.revisions("thorough"))).toEqual(sorted(orders));
});

/** Deletes a row behind the desk's back. */
async function lose(name: string, id: string): Promise<void> {
  const database = await new Dexie(name).open();
  const table = database.tables.find((one) => one.name === "docs");
  await table?.delete(id);
  database.close();
}

const machine = (bootId: string): MachineClock => ({
  ...testClock(),
  counter: "machine",
  read: async () => ({ bootId, uptimeMs: 5 }),
});

/** A text that is older than its line, as when the power went between the two writes reaching the disk. */
async function takeBack(
  name: string,
  doc: Readonly<{ id: string; version?: number; pass?: number; body?: string }>,
): Promise<void> {
  const database = await new Dexie(name).open();
  await database.tables.find((one) => one.name === "docs")?.update(doc.id, doc);
  database.close();
}

test("[DG-23] a copy is in doubt from a start of the computer until it has been compared", async () => {
  desk = await deskParts();
  expect((await openDoubt(desk.mirror, machine("b1"))).isOpen()).toBe(false);
  await desk.mirror.writeFact("cursor", JSON.stringify(cursorAt(7)));
  const first = await openDoubt(desk.mirror, machine("b1"));
  expect(first.isOpen()).toBe(true);
  await first.settle();
  expect(first.isOpen()).toBe(false);
  expect((await openDoubt(desk.mirror, machine("b1"))).isOpen()).toBe(false);
  expect((await openDoubt(desk.mirror, machine("b2"))).isOpen()).toBe(true);
  expect((await openDoubt(desk.mirror, { ...machine("b3"), counter: "page" })).isOpen()).toBe(false);
});

test("[DG-23] in doubt, texts behind their lines or of an earlier first sync and confidential orders are fetched anew", async () => {
  const parts = await deskParts();
  const secret = { ...anOrder(), classification: { ...template.classification, flags: ["confidential" as const] } };
  const [behind, earlier, same] = [anOrder(), anOrder(), anOrder()];
  const orders = [behind, earlier, same, secret];
  await parts.mirror.beginPass();
  await keep(parts, ...orders);
  await parts.close();
  const texts = `rxdb-dexie-mirror${mirrorShape}-${parts.account}--0--orders`;
  await takeBack(texts, { id: behind.id, version: behind.version - 1 });
  await takeBack(texts, {
    id: earlier.id,
    pass: 0,
    body: toOneByte(JSON.stringify({ ...earlier, provisionalNumber: "临-旧" })),
  });
  desk = await deskParts({ account: parts.account });
  const settled: string[] = [];
  const { told, asked } = await doubted(desk, orders, settled);
  expect(asked).toEqual(["whole", "parts", "orders", "orders 3"]);
  expect(told).toMatchObject([{ orders: 4, fetched: 2, removed: 0, left: 0 }]);
  expect(settled).toEqual(["settled"]);
  expect((await desk.mirror.order(earlier.id))?.order).toEqual(earlier);
  expect(sorted(await desk.mirror.revisions("thorough"))).toEqual(sorted(orders));
});

/** Compares a copy that is in doubt. */
async function doubted(parts: Parts, orders: readonly WorkOrder[], settled: string[]): Promise<Omit<Trial, "run">> {
  const [asked, told]: [string[], AuditResult[]] = [[], []];
  await audit(
    {
      ...(await errandsOf(parts, provinceOf(orders, asked))),
      audited: async (result) => void told.push(result),
      doubt: { isOpen: () => true, settle: async () => void settled.push("settled") },
    },
    cursorAt(7),
  );
  return { asked, told };
}

test("[DG-24] an order that was listed and is gone when it is fetched is left to the feed", async () => {
  desk = await deskParts();
  const [here, hidden] = [anOrder(5), anOrder(5)];
  await keep(desk, here, hidden);
  const { told, run } = await trial(desk, [here, { ...hidden, version: 6 }]);
  const api = provinceOf([here, { ...hidden, version: 6 }], []);
  const orders: Api["orders"] = async () => ({ ok: true, value: { rows: [goneRow(hidden.id)], ...clockWords } });
  const errands = await errandsOf(desk, { ...api, orders });
  expect(await audit(errands, cursorAt(7))).toEqual({ type: "audited", settled: false });
  expect((await desk.mirror.order(hidden.id))?.order.version).toBe(5);
  await run();
  expect(told).toMatchObject([{ fetched: 1, left: 0 }]);
});

test("[VI-55] an order that comes in the form of another scope is not stored, and all is compared anew", async () => {
  desk = await deskParts();
  const open = anOrder(5);
  await keep(desk, open);
  const newer = { ...open, version: 6 };
  const withheld = row({ ...newer, workerWithheld: true });
  const api = provinceOf([newer], []);
  const orders: Api["orders"] = async () => ({ ok: true, value: { rows: [withheld], scope: "other", ...clockWords } });
  expect(await audit(await errandsOf(desk, { ...api, orders }), cursorAt(7))).toEqual({
    type: "audited",
    settled: false,
  });
  expect((await desk.mirror.order(open.id))?.order.version).toBe(5);
  const own: Api["orders"] = async () => ({ ok: true, value: { rows: [row(newer)], scope: "s", ...clockWords } });
  expect(await audit(await errandsOf(desk, { ...api, orders: own }), cursorAt(7))).toMatchObject({ settled: true });
  expect((await desk.mirror.order(open.id))?.order.version).toBe(6);
});

test("[DG-7] while the feed moves nothing is compared", async () => {
  desk = await deskParts();
  await keep(desk, anOrder());
  const moved = await trial(desk, [], () => false);
  expect(await moved.run()).toEqual({ type: "audited", settled: false });
  expect(await desk.mirror.revisions("thorough")).toHaveLength(1);
  let asked = 0;
  const later = await trial(desk, [], () => (asked += 1) < 3);
  expect(await later.run()).toEqual({ type: "audited", settled: false });
  expect(await desk.mirror.revisions("thorough")).toHaveLength(1);
  expect(moved.told.concat(later.told)).toEqual([]);
});

test("[DG-8] what was found is read back, and nothing else is", () => {
  const result: AuditResult = { at: 5, orders: 3, fetched: 1, removed: 0, left: 0 };
  expect(parseAudit(JSON.stringify(result))).toEqual(result);
  expect(parseAudit(null)).toBeNull();
  expect(parseAudit("{}")).toBeNull();
});
