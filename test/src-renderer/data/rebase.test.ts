import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { afterEach, expect, test } from "vitest";

import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { officeId, orderId } from "../../../src-shared/kernel/ids.ts";
import type { Cursor } from "../../../src-shared/protocol/sync.ts";
import { emptyBootstrap } from "../../../src-shared/sync/engine-state.ts";
import { bootstrap } from "../../../src-renderer/data/errands.ts";
import { mirrorShape } from "../../../src-renderer/data/mirror-schema.ts";
import { storyAt } from "../../support/order-steps.ts";
import { cursorAt, errandsOf, type Api } from "./desk-errands.ts";
import { deskParts, goneRow, newId, row, type Parts } from "./desk-parts.ts";
import { clockWords } from "./push-province.ts";

let desk: Parts | null = null;
afterEach(async () => {
  await desk?.close();
  desk = null;
});

const template = storyAt("handling").now;
const anOrder = (): WorkOrder => ({ ...template, id: orderId(newId()) });
const other: Cursor = { ...cursorAt(9), scopeHash: "another" };
/** The feed of a shard that was followed before is read on from where that was. */
const tail: Cursor = { ...cursorAt(7), scopeHash: "another" };

/** A province that lists these orders for the new scope; `asked` notes what is asked of it. */
function provinceOf(orders: readonly WorkOrder[], cursor: Cursor, asked: string[]): Api {
  return {
    audit: async () => {
      asked.push("list");
      const listed = orders.map(({ id, version }): [typeof id, number] => [id, version]);
      return { ok: true, value: { cursor, current: false, digests: [], orders: listed, ...clockWords } };
    },
    orders: async (ids) => {
      asked.push(`orders ${ids.length}`);
      return { ok: true, value: { rows: orders.filter(({ id }) => ids.includes(id)).map(row), ...clockWords } };
    },
    bootstrap: async () => {
      asked.push("everything");
      const all = {
        rows: orders.map(row),
        cursor,
        next: null,
        total: orders.length,
        bytes: 1,
        referenceVersion: "test",
      };
      return { ok: true, value: { ...all, ...clockWords } };
    },
  };
}

async function withCopy(cursor: Cursor | null, ...orders: readonly WorkOrder[]): Promise<Parts> {
  desk = await deskParts();
  await desk.mirror.store(orders.map(row), desk.standpoint(), 1);
  if (cursor) await desk.mirror.writeFact("cursor", JSON.stringify(cursor));
  return desk;
}

const idsOf = async (parts: Parts): Promise<readonly string[]> =>
  (await parts.mirror.revisions("thorough")).map(({ id }) => id).toSorted();

test("[LS-52] another scope: strangers go, the missing come, what is the same is not fetched again", async () => {
  const [kept, stranger, missing] = [anOrder(), anOrder(), anOrder()];
  const parts = await withCopy(cursorAt(7), kept, stranger);
  const asked: string[] = [];
  const errands = await errandsOf(parts, provinceOf([kept, missing], other, asked));
  const fact = await bootstrap(errands, emptyBootstrap);
  expect(fact).toMatchObject({ type: "bootstrapped", complete: true, page: { cursor: tail, total: 2 } });
  expect(asked).toEqual(["list", "orders 1"]);
  expect(await idsOf(parts)).toEqual([kept.id, missing.id].toSorted());
  expect(await parts.mirror.readFact("cursor")).toBe(JSON.stringify(tail));
});

test("[LS-52] after a move to another place what stays is fetched too: who opened it was said where the desk had been", async () => {
  const kept = anOrder();
  const openings = [{ office: officeId("c3709"), version: kept.version, at: 1 }];
  const parts = await withCopy(cursorAt(7), kept);
  const moved: Cursor = { ...other, versions: { d: 9 } };
  const asked: string[] = [];
  const fact = await bootstrap(
    await errandsOf(parts, provinceOf([{ ...kept, openings }], moved, asked)),
    emptyBootstrap,
  );
  expect(fact).toMatchObject({ complete: true, page: { cursor: moved } });
  expect(asked).toEqual(["list", "orders 1"]);
  expect((await parts.mirror.order(kept.id))?.order.openings).toEqual(openings);
});

test.each([
  ["above, which sees more", { c: 9, d: 9 }],
  ["below, which sees less", {}],
])("[LS-52] nothing of what stays is fetched after a move to %s", async (_where, versions) => {
  const kept = anOrder();
  const parts = await withCopy(cursorAt(7), kept);
  const asked: string[] = [];
  await bootstrap(await errandsOf(parts, provinceOf([kept], { ...other, versions }, asked)), emptyBootstrap);
  expect(asked).toEqual(["list"]);
});

test("[LS-52, PR-4] another office gets its own form of a confidential order that is here already", async () => {
  const secret: WorkOrder = {
    ...anOrder(),
    classification: { ...template.classification, flags: ["confidential"] },
  };
  const parts = await withCopy(cursorAt(7), secret);
  const withheld = { ...secret, workerWithheld: true as const };
  const asked: string[] = [];
  await bootstrap(await errandsOf(parts, provinceOf([withheld], other, asked)), emptyBootstrap);
  expect(asked).toEqual(["list", "orders 1"]);
  expect((await parts.mirror.order(secret.id))?.order.workerWithheld).toBe(true);
});

test.each([true, false])(
  "[DG-23] another scope, in doubt (%s): texts of an earlier first sync are no orders",
  async (isOpen) => {
    const [old, fresh] = [anOrder(), anOrder()];
    const parts = await withCopy(cursorAt(7), old);
    await parts.mirror.beginPass();
    await parts.mirror.store([row(fresh)], parts.standpoint(), 1);
    const asked: string[] = [];
    const errands = await errandsOf(parts, provinceOf([old, fresh], other, asked));
    await bootstrap({ ...errands, doubt: { ...errands.doubt, isOpen: () => isOpen } }, emptyBootstrap);
    expect(asked).toEqual(isOpen ? ["list", "orders 1"] : ["list"]);
  },
);

test("[DG-24] an order that is gone when it is fetched has all fetched anew: its scope may come back", async () => {
  const [here, hidden] = [anOrder(), anOrder()];
  const parts = await withCopy(cursorAt(7), here);
  const asked: string[] = [];
  const api = provinceOf([here, hidden], other, asked);
  const orders: Api["orders"] = async () => ({ ok: true, value: { rows: [goneRow(hidden.id)], ...clockWords } });
  await bootstrap(await errandsOf(parts, { ...api, orders }), emptyBootstrap);
  expect(asked).toEqual(["list", "everything"]);
  expect(await idsOf(parts)).toEqual([here.id, hidden.id].toSorted());
});

test("[VI-55] an order that comes in the form of a third scope is not stored: all is fetched anew", async () => {
  const missing = anOrder();
  const parts = await withCopy(cursorAt(7));
  const asked: string[] = [];
  const api = provinceOf([missing], other, asked);
  const rows = [row({ ...missing, workerWithheld: true })];
  const orders: Api["orders"] = async () => ({ ok: true, value: { rows, scope: "third", ...clockWords } });
  await bootstrap(await errandsOf(parts, { ...api, orders }), emptyBootstrap);
  expect(asked).toEqual(["list", "everything"]);
  expect((await parts.mirror.order(missing.id))?.order.workerWithheld).toBeUndefined();
});

test("[DG-24] a page of another scope or epoch than the first sync's ends it, and it begins anew", async () => {
  for (const now of [other, { ...cursorAt(7), epoch: "e2" }]) {
    const parts = await withCopy(null);
    const errands = await errandsOf(parts, provinceOf([anOrder()], now, []));
    const begun = { after: "1", cursor: cursorAt(7), done: 1, total: 2, bytes: 1 };
    const fact = await bootstrap(errands, begun);
    expect(fact).toMatchObject({ type: "failed", errand: "bootstrap", fault: { kind: "problem", name: "rebase" } });
    expect(await idsOf(parts)).toEqual([]);
    await parts.close();
    desk = null;
  }
});

test("[LS-52] strangers are deleted before a line that fails fetches anything", async () => {
  const [kept, stranger, missing] = [anOrder(), anOrder(), anOrder()];
  const parts = await withCopy(cursorAt(7), kept, stranger);
  const cut = async () => ({ ok: false, fault: { kind: "unreachable" } }) as const;
  const api = { ...provinceOf([kept, missing], other, []), orders: cut, bootstrap: cut };
  expect(await bootstrap(await errandsOf(parts, api), emptyBootstrap)).toMatchObject({ type: "failed" });
  expect(await idsOf(parts)).toEqual([kept.id]);
});

test("[LS-52] the same scope, another epoch, or a province put back: all is fetched anew", async () => {
  const order = anOrder();
  for (const now of [cursorAt(9), { ...other, epoch: "e2" }, { ...other, versions: { c: 3 } }]) {
    const parts = await withCopy(cursorAt(7), order);
    const asked: string[] = [];
    await bootstrap(await errandsOf(parts, provinceOf([order], now, asked)), emptyBootstrap);
    expect(asked).toEqual(["list", "everything"]);
    await parts.close();
    desk = null;
  }
});

test("[LS-54] a change of scope that was cut off begins anew, also with the old scope back", async () => {
  const [kept, stranger] = [anOrder(), anOrder()];
  const parts = await withCopy(cursorAt(7), kept, stranger);
  const cut = async () => ({ ok: false, fault: { kind: "unreachable" } }) as const;
  const api = { ...provinceOf([kept, anOrder()], other, []), orders: cut, bootstrap: cut };
  await bootstrap(await errandsOf(parts, api), emptyBootstrap);
  expect(await parts.mirror.readFact("cursor")).toBe(JSON.stringify(cursorAt(7)));
  expect(await parts.mirror.readFact("bootstrap")).toBe(JSON.stringify(emptyBootstrap));
  await bootstrap(await errandsOf(parts, provinceOf([kept, stranger], cursorAt(7), [])), emptyBootstrap);
  expect(await idsOf(parts)).toEqual([kept.id, stranger.id].toSorted());
  expect(await parts.mirror.readFact("bootstrap")).toBe("");
});

test("[LS-54] the half of an order that a crash left behind goes at the end of a first sync", async () => {
  const [half, kept] = [anOrder(), anOrder()];
  const first = await withCopy(null, half, kept);
  await first.close();
  const database = await new Dexie(`rxdb-dexie-mirror${mirrorShape}-${first.account}--0--lines`).open();
  await database.tables.find((one) => one.name === "docs")?.delete(half.id);
  database.close();
  desk = await deskParts({ account: first.account });
  await bootstrap(await errandsOf(desk, provinceOf([kept], cursorAt(9), [])), emptyBootstrap);
  expect(await desk.mirror.order(half.id)).toBeNull();
  expect(await idsOf(desk)).toEqual([kept.id]);
});

test("[LS-52] a first sync asks for no list", async () => {
  const parts = await withCopy(null);
  const asked: string[] = [];
  await bootstrap(await errandsOf(parts, provinceOf([anOrder()], cursorAt(9), asked)), emptyBootstrap);
  expect(asked).toEqual(["everything"]);
});
