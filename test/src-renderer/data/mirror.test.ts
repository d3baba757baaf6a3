import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { firstValueFrom, of } from "rxjs";
import { expect, test } from "vitest";

import { orderStates, type OrderState } from "../../../src-shared/domain/work-order/order-state.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { orderId, type OrderId } from "../../../src-shared/kernel/ids.ts";
import type { OrderListQuery, WorkListName } from "../../../src-renderer/data/desk-api.ts";
import { createLineShelf } from "../../../src-renderer/data/line-shelf.ts";
import { counts$, orders$ } from "../../../src-renderer/data/lists.ts";
import { openMirror } from "../../../src-renderer/data/mirror.ts";
import { toOneByte } from "../../../src-renderer/data/one-byte-text.ts";
import { overlay$ } from "../../../src-renderer/data/overlay.ts";
import { createSearch } from "../../../src-renderer/data/search.ts";
import { submit } from "../../../src-renderer/data/submit.ts";
import { listOf } from "../../../src-renderer/data/work-list.ts";
import { anActor, city, county, hub, shippedRules } from "../../support/orders.ts";
import { attaches, storyAt, wagesCase } from "../../support/order-steps.ts";
import { deskOf } from "./desk-of.ts";
import { deskParts, goneRow, newAccount, newId, row, type Parts } from "./desk-parts.ts";

/** Before any clock of the stories runs out. */
const readAt = 0;

/** An order in a state under an id of its own. */
function anOrder(state: OrderState, change: Partial<WorkOrder> = {}): WorkOrder {
  return { ...storyAt(state).now, id: orderId(newId()), ...change };
}

const store = (desk: Parts, ...orders: readonly WorkOrder[]) =>
  desk.mirror.store(orders.map(row), desk.standpoint(), 1);

function lists(desk: Parts) {
  const touched$ = overlay$({
    mirror: desk.mirror,
    ledger$: desk.outbox.ledger$,
    judge: desk.judge,
    standpoint: desk.standpoint,
  });
  const { mirror } = desk;
  const sides = createLineShelf({ mirror, load: mirror.sideLines, read: mirror.lines, entryOf: (line) => line });
  const moment = () => ({ now: readAt, calendar: shippedRules.calendar });
  return { mirror, search: createSearch(mirror), sides, overlay$: touched$, moment, filling$: of(false) };
}

const page = (desk: Parts, query: OrderListQuery) => firstValueFrom(orders$(lists(desk), query));
const idsOf = async (desk: Parts, list: WorkListName): Promise<readonly OrderId[]> =>
  (await page(desk, { list, limit: 100 })).lines.map((line) => line.id);

test("[LS-12] every state stands on one list for the hub, the city and the county, and every list is counted", async () => {
  const table = orderStates.map((state) => {
    const { now } = storyAt(state);
    return [state, ...[hub, city, county].map((office) => listOf(now, { office, offices: shipped(office) }))].join(" ");
  });
  expect(table).toEqual([
    "registered to-dispatch elsewhere elsewhere",
    "awaiting-dispatch to-dispatch elsewhere elsewhere",
    "awaiting-acceptance below below to-accept",
    "return-review below returns elsewhere",
    "handling below below in-handling",
    "suspended suspended suspended suspended",
    "awaiting-review below to-review elsewhere",
    "awaiting-callback to-call-back elsewhere elsewhere",
    "awaiting-inspection to-inspect elsewhere elsewhere",
    "closed to-archive ended ended",
    "archived ended ended ended",
    "merged ended ended ended",
    "refused ended ended ended",
    "terminated ended ended ended",
  ]);
  const desk = await deskOf(hub);
  await store(desk, ...orderStates.map((state) => anOrder(state)));
  const counts = await firstValueFrom(counts$(lists(desk)));
  expect(counts).toEqual({
    "to-dispatch": 2,
    "to-accept": 0,
    "in-handling": 0,
    "to-review": 0,
    returns: 0,
    "to-call-back": 1,
    "to-inspect": 1,
    "to-archive": 1,
    below: 4,
    suspended: 1,
    ended: 5,
    mine: 14,
    incidents: 0,
    "to-help": 0,
    "late-records": 0,
    own: 4,
    carded: 0,
    "to-reply": 0,
    "to-decide": 0,
    "to-judge": 0,
    "to-rule": 0,
    "to-supervise": 0,
    "reply-awaited": 0,
    "call-again": 0,
    all: 14,
  });
  expect((await page(desk, { list: "ended", limit: 2 })).total).toBe(5);
});

const shipped = (office: typeof county) => ({ ...storyAt("registered").rules.offices, hub, office }) as never;

test("[LS-12] soonest due first and newest first, with the whole length of the list", async () => {
  const desk = await deskOf(county);
  const turn = (due: number, registeredAt: number): WorkOrder => {
    const order = anOrder("awaiting-acceptance", { registeredAt });
    return { ...order, assignments: order.assignments.map((one) => ({ ...one, acceptBy: due })) };
  };
  const orders = [turn(300, 1), turn(100, 2), turn(200, 3)];
  await store(desk, ...orders);
  const order = (...at: number[]) => at.map((one) => orders[one]?.id);
  expect(await idsOf(desk, "to-accept")).toEqual(order(1, 2, 0));
  const newest = await page(desk, { list: "all", sort: "newest", limit: 2 });
  expect(newest.lines.map((line) => line.id)).toEqual(order(2, 1));
  expect(newest.total).toBe(3);
});

test("[OB-11] what is done here moves the order at once, in lists and counts, and a new order appears", async () => {
  const desk = await deskOf(county);
  const waiting = anOrder("awaiting-acceptance");
  await store(desk, waiting);
  const assignment = waiting.assignments.at(-1)?.id;
  if (!assignment) throw new Error("no turn");
  expect(await submit(desk.submit, { type: "accept", orderId: waiting.id, payload: { assignment } })).toMatchObject({
    ok: true,
  });
  const made = orderId(newId());
  expect(await submit(desk.submit, { type: "register", orderId: made, payload: wagesCase })).toMatchObject({
    ok: true,
  });
  expect(await idsOf(desk, "to-accept")).toEqual([]);
  const handling = await page(desk, { list: "in-handling", limit: 10 });
  expect(handling).toMatchObject({ total: 1, lines: [{ id: waiting.id, unsent: 1 }] });
  const registered = await page(desk, { list: "to-dispatch", limit: 10 });
  expect(registered).toMatchObject({ total: 1, lines: [{ id: made, number: "临-A1B2-0001", unsent: 1 }] });
  const counts = await firstValueFrom(counts$(lists(desk)));
  expect(counts).toMatchObject({ "to-accept": 0, "in-handling": 1, "to-dispatch": 1, all: 2 });
  const found = await page(desk, { list: "all", text: "焦化 张建国", limit: 10 });
  expect(found.lines.map((line) => line.id)).toContain(made);
});

test("[LS-12] a search finds any part of number, title, worker and employer, full-width or not, and follows changes", async () => {
  const desk = await deskOf(county);
  const one = anOrder("handling", { number: "37-2026-000123" });
  await store(desk, one, anOrder("handling", { number: "37-2026-000456" }));
  const lookFor = async (text: string) => (await page(desk, { list: "in-handling", text, limit: 10 })).total;
  expect(await lookFor("000123")).toBe(1);
  expect(await lookFor("０００１２３")).toBe(1);
  expect(await lookFor("拖欠")).toBe(2);
  expect(await lookFor("没有这样的")).toBe(0);
  const found = lists(desk);
  const total = async () =>
    (await firstValueFrom(orders$(found, { list: "all", text: "改名后的企业", limit: 5 }))).total;
  expect(await total()).toBe(0);
  await store(desk, { ...one, version: one.version + 1, employer: { ...one.employer, name: "改名后的企业" } });
  expect(await total()).toBe(1);
});

test("[LS-11] what left the scope leaves a stub, and nothing of its content in the database", async () => {
  const desk = await deskOf(county);
  const secret = anOrder("handling", { claim: { ...wagesCase.claim, facts: "绝密事实绝密事实" } });
  await store(desk, secret);
  expect(await everythingStored()).toContain(toOneByte("绝密事实"));
  const gone = await desk.mirror.store([goneRow(secret.id)], desk.standpoint(), 77);
  expect(gone.map((order) => order.id)).toEqual([secret.id]);
  expect(await desk.mirror.order(secret.id)).toBeNull();
  expect(await desk.mirror.handedOver(secret.id)).toEqual({ at: 77, to: null });
  expect(await everythingStored()).not.toMatch(new RegExp(`绝密事实|${toOneByte("绝密事实")}`));
  await store(desk, secret);
  expect((await desk.mirror.order(secret.id))?.order).toEqual(secret);
  expect(await desk.mirror.handedOver(secret.id)).toBeNull();
});

/** All that IndexedDB holds, tombstones and all, as one text. */
async function everythingStored(): Promise<string> {
  const texts: string[] = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await asked(indexedDB.open(name ?? ""));
    for (const table of database.objectStoreNames) {
      texts.push(JSON.stringify(await asked(database.transaction(table).objectStore(table).getAll())));
    }
    database.close();
  }
  return texts.join("\n");
}

function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
  });
}

test("[LS-11] an order that is being forgotten can be looked at all the while: it is there, or it is gone", async () => {
  const desk = await deskOf(county);
  const order = anOrder("handling");
  await store(desk, order);
  let isOver = false;
  const leaving = desk.mirror.store([goneRow(order.id)], desk.standpoint(), 2).finally(() => (isOver = true));
  const seen = new Set<unknown>();
  for (let look = 0; !isOver && look < 300; look += 1) {
    seen.add((await desk.mirror.order(order.id))?.order.version);
    await desk.mirror.lines([order.id]);
  }
  await leaving;
  expect([...seen].filter((version) => version !== undefined && version !== order.version)).toEqual([]);
  expect(await desk.mirror.order(order.id)).toBeNull();
});

test("[LS-16] a database that the browser has closed is opened anew", async () => {
  const desk = await deskOf(county);
  const order = anOrder("handling");
  await store(desk, order);
  expect(closeAllUnasked()).toBeGreaterThan(0);
  expect((await desk.mirror.order(order.id))?.order.id).toBe(order.id);
  await store(desk, anOrder("handling"));
  expect(await idsOf(desk, "in-handling")).toHaveLength(2);
});

/** What a browser does to IndexedDB after its disk was full. Returns how many databases it closed. */
function closeAllUnasked(): number {
  const { connections } = Dexie as unknown as { connections: Dexie[] };
  const closed = connections.length;
  for (const database of [...connections]) database.close();
  return closed;
}

test("[LS-10] a mirror of another office is not shown to this one", async () => {
  const account = newAccount();
  const desk = await deskParts({ account, actor: anActor(county) });
  await store(desk, anOrder("handling"));
  await desk.mirror.writeFact("cursor", "{}");
  await desk.close();
  const other = await openMirror(account, { ...desk.standpoint(), office: city });
  expect([await other.count("all"), await other.readFact("cursor")]).toEqual([0, null]);
  await other.close();
});

test("[LS-50] [LS-51] a stub says when and to whom, for 30 days; what was never here leaves none", async () => {
  const desk = await deskOf(county);
  const [left, stranger] = [anOrder("handling"), anOrder("handling")];
  await store(desk, left);
  const rows = [left, stranger].map(({ id }) => ({ ...goneRow(id), movedTo: city }));
  await desk.mirror.store(rows, desk.standpoint(), 1000);
  expect(await desk.mirror.handedOver(left.id)).toEqual({ at: 1000, to: city });
  expect(await desk.mirror.handedOver(stranger.id)).toBeNull();
  const dayMs = 86_400_000;
  await desk.mirror.dropOldStubs(1000 + 30 * dayMs);
  expect(await desk.mirror.handedOver(left.id)).not.toBeNull();
  await desk.mirror.dropOldStubs(1001 + 30 * dayMs);
  expect(await desk.mirror.handedOver(left.id)).toBeNull();
});

test("[PR-8] an order that comes without the worker from now on leaves its files behind, once", async () => {
  const desk = await deskOf(county);
  const whole = storyAt("handling").does(attaches(county)).now;
  expect(await store(desk, whole)).toEqual([]);
  const version = whole.version + 1;
  const withheld: WorkOrder = { ...whole, version, workerWithheld: true, attachments: [] };
  expect((await store(desk, withheld)).map((order) => order.attachments.length)).toEqual([1]);
  expect(await store(desk, { ...withheld, version: version + 1 })).toEqual([]);
});
