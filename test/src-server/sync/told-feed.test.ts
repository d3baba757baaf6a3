import { afterAll, beforeAll, expect, test } from "vitest";

import { recentVersions } from "../../../src-server/sync/recent-versions.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { orderShape } from "../../../src-shared/domain/work-order/order-shape.ts";
import type { BootstrapAnswer, PullAnswer } from "../../../src-shared/protocol/sync.ts";
import { hearOrders, toldOrders } from "../../../src-shared/sync/told-orders.ts";
import { readOrders, saveOrder } from "../../../src-server/store/order-store.ts";
import { orderId } from "../../../src-shared/kernel/ids.ts";
import { invariant } from "../../../src-shared/kernel/invariant.ts";
import { storyAt } from "../../support/order-steps.ts";
import { dispatchTo, forwardTo, newTurn, note, wagesCase } from "../support/payloads.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { forwarded, fourDesks } from "../support/story.ts";
import type { Desk } from "../support/desk.ts";

let home: TestProvince;
let hub: Desk;
let city: Desk;
let county: Desk;
beforeAll(async () => {
  home = await startProvince();
  ({ hub, city, county } = await fourDesks(home));
});
afterAll(() => home.close());

async function pullTold(desk: Desk, replays: number = orderShape): Promise<PullAnswer> {
  const body = { protocol: 1, deviceId: desk.id, cursor: desk.cursor, limit: 100, replays };
  const answer = await desk.ask("POST", "/api/sync/pull", body);
  expect(answer.status).toBe(200);
  return answer.body as PullAnswer;
}

async function firstPageTold(desk: Desk, replays: number = orderShape): Promise<BootstrapAnswer> {
  const body = { protocol: 1, deviceId: desk.id, after: null, limit: 100, replays };
  const answer = await desk.ask("POST", "/api/sync/bootstrap", body);
  expect(answer.status).toBe(200);
  return answer.body as BootstrapAnswer;
}

function ordersOf(
  { told }: PullAnswer | BootstrapAnswer,
  copies: ReadonlyMap<string, WorkOrder>,
): readonly WorkOrder[] {
  invariant(told, "orders are told");
  const list = toldOrders(told);
  const orders = list && hearOrders(list, told.sum, copies);
  invariant(orders, "what was told adds up");
  return orders;
}

test("[TO-12] a pull tells what is new of an order that this process changed, also before its first change here", async () => {
  const { order } = await forwarded(hub, city);
  await county.bootstrap();
  await county.act("note", order, note("第一次"));
  const first = await pullTold(county);
  expect(first.rows).toEqual([]);
  expect(first.told?.orders).toMatchObject([{ orderId: order, from: 3, events: [{ type: "noted" }] }]);
  expect(ordersOf(first, county.mirror)).toEqual(await readOrders(home.store.db, [order]));
  await county.pull();
  await county.act("note", order, note("第二次"));
  await city.act("note", order, note("第三次"));
  const second = await pullTold(county);
  expect(second.told?.orders).toMatchObject([{ from: 4, events: [{}, {}] }]);
  expect(ordersOf(second, county.mirror)).toEqual(await readOrders(home.store.db, [order]));
});

test("[TO-12] an order that is new to the reader is told from its beginning", async () => {
  await county.pull();
  const { order } = await forwarded(hub, city);
  const page = await pullTold(county);
  expect(page.told?.orders).toMatchObject([{ orderId: order, from: 0 }]);
  expect(ordersOf(page, new Map())).toEqual(await readOrders(home.store.db, [order]));
});

test("[TO-12] what lately changed is known by heads that the reader has come to, and forgotten when there is too much", () => {
  const recent = recentVersions();
  const { now: order } = storyAt("handling");
  const change = (version: number, versionBefore: number) => ({ order: { ...order, version }, versionBefore });
  recent.note([change(5, 4)], { before: { a: 9, b: 1 }, after: { a: 10, b: 2 } });
  recent.note([change(7, 5)], { before: { a: 19, b: 2 }, after: { a: 20, b: 3 } });
  const known = (versions: Readonly<Record<string, number>>): number => recent.knownTo(order.id, versions);
  expect([known({ a: 8 }), known({ a: 9 }), known({ a: 15 }), known({ a: 20 }), known({ c: 99 })]).toEqual([
    0, 4, 5, 7, 0,
  ]);
  expect([known({ a: 20, b: 2 }), known({ a: 20, b: 3 }), known({})]).toEqual([5, 7, 0]);
  const many = Array.from({ length: 20_000 }, (_, at) => ({
    order: { ...order, id: `other-${at}` as typeof order.id },
    versionBefore: 0,
  }));
  recent.note(many, { before: {}, after: { a: 21 } });
  expect(known({ a: 99, b: 99 })).toBe(0);
  expect(recent.knownTo("other-19999", { a: 21 })).toBe(order.version);
});

test("[TO-10, TO-13] a first sync tells orders to who replays to our shape, and nobody else", async () => {
  await hub.push(...Array.from({ length: 9 }, () => hub.make("register", null, wagesCase())));
  const page = await firstPageTold(hub);
  expect(page.told?.packed?.count).toBeGreaterThanOrEqual(8);
  await hub.bootstrap();
  const orders = ordersOf(page, new Map());
  expect(new Map(orders.map((one) => [one.id, one]))).toEqual(hub.mirror);
  for (const other of [orderShape + 1, 1]) expect(await firstPageTold(hub, other)).not.toHaveProperty("told");
  expect((await firstPageTold(hub, orderShape + 1)).rows).toHaveLength(orders.length);
});

test("[TO-14] an order that is not what its events add up to, or is withheld, travels whole", async () => {
  const { order } = await forwarded(hub, city);
  const [stored] = await readOrders(home.store.db, [order]);
  invariant(stored, "the order is there");
  await saveOrder(home.store.db, { ...stored, round: 7 });
  expect((await firstPageTold(hub)).rows).toMatchObject([{ orderId: order, order: { round: 7 } }]);
  await saveOrder(home.store.db, stored);
  const plain = wagesCase();
  const classification = { ...plain.classification, flags: ["confidential" as const] };
  const register = hub.make("register", null, wagesCase({ classification }));
  const secret = orderId(register.id);
  const turn = newTurn();
  await city.bootstrap();
  await hub.push(register, hub.make("dispatch", secret, dispatchTo("c3709", turn)));
  await city.act("forward", secret, forwardTo("x370902", turn, newTurn()));
  for (const page of [await pullTold(city), await firstPageTold(city)]) {
    const row = page.rows.find(({ orderId: id }) => id === secret);
    expect(row).toMatchObject({ order: { workerWithheld: true, worker: { name: "" } } });
    expect(page.told && toldOrders(page.told)?.some(({ orderId: id }) => id === secret)).not.toBe(true);
  }
  await county.pull();
  await county.act("note", secret, note("知情"));
  expect((await pullTold(county)).told?.orders).toMatchObject([{ orderId: secret, from: 3 }]);
});
