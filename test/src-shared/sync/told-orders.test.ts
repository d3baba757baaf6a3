import { expect, test } from "vitest";

import { replay } from "../../../src-shared/domain/work-order/evolve.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { orderFor } from "../../../src-shared/domain/permission/withhold-worker.ts";
import { invariant } from "../../../src-shared/kernel/invariant.ts";
import { canBeTold, hearOrders, tellOrders, toldOrders } from "../../../src-shared/sync/told-orders.ts";
import { hub, otherCity } from "../../support/orders.ts";
import { someOrders } from "../../support/some-orders.ts";

const orders = someOrders(40);
const asSent = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** The order as it was at one of its versions. */
function earlier(order: WorkOrder, version: number): WorkOrder {
  const before = replay(order.timeline.slice(0, version));
  invariant(before, "an order has a first event");
  return before;
}

const long = orders.filter(({ version }) => version >= 4);
const copiesOf = (all: readonly WorkOrder[]): ReadonlyMap<string, WorkOrder> =>
  new Map(all.map((one) => [one.id, one]));

function heard(told: ReturnType<typeof tellOrders>, copies: readonly WorkOrder[]): readonly WorkOrder[] | null {
  const sent = asSent(told);
  const list = toldOrders(sent);
  return list && hearOrders(list, sent.sum, copiesOf(copies));
}

test("[TO-10, TO-11] whoever replays what was told has the very orders, told in columns or as a list", () => {
  const all = tellOrders(orders.map((order) => ({ order, from: 0 })));
  expect(all.packed).toBeDefined();
  expect(heard(all, [])).toEqual(orders);
  const few = tellOrders(long.slice(0, 3).map((order) => ({ order, from: order.version - 2 })));
  expect(few.orders?.map(({ events }) => events.length)).toEqual([2, 2, 2]);
  for (const behind of [2, 1, 0]) {
    const copies = long.slice(0, 3).map((order) => earlier(order, order.version - behind));
    expect(heard(few, copies)).toEqual(long.slice(0, 3));
  }
});

test("[TO-11] a copy that is missing, older, newer, in another form or damaged is noticed", () => {
  const order = long.find((one) => one.version >= 5);
  invariant(order, "a long order");
  const told = tellOrders([{ order, from: order.version - 2 }]);
  const copy = earlier(order, order.version - 1);
  expect(heard(told, [copy])).toEqual([order]);
  const secret = { ...copy, classification: { ...copy.classification, flags: ["confidential" as const] } };
  const withheld = orderFor(otherCity, hub, secret);
  expect(withheld.workerWithheld).toBe(true);
  const doubtful: readonly (readonly WorkOrder[])[] = [
    [],
    [earlier(order, order.version - 3)],
    [{ ...order, version: order.version + 1 }],
    [withheld],
    [{ ...copy, worker: { ...copy.worker, name: "另一人" } }],
    [{ ...copy, timeline: copy.timeline.slice(1) }],
  ];
  for (const copies of doubtful) expect(heard(told, copies)).toBeNull();
});

test("[TO-11] events that do not add up, and columns that cannot be read, are noticed", () => {
  const told = tellOrders(orders.map((order) => ({ order, from: 0 })));
  expect(heard({ ...told, sum: told.sum + 1 }, [])).toBeNull();
  expect(heard({ sum: told.sum, packed: { count: 2, t: [], r: "", of: [1, 2] } }, [])).toBeNull();
  expect(heard({ sum: told.sum, packed: { count: 2, t: [], r: "", of: [1] } }, [])).toBeNull();
  const headless = tellOrders(long.slice(0, 1).map((order) => ({ order, from: 1 })));
  const [first] = headless.orders ?? [];
  invariant(first, "an order was told");
  expect(heard({ ...headless, orders: [{ ...first, from: 0 }] }, [])).toBeNull();
});

test("[TO-14] an order that is not what its events add up to cannot be told", () => {
  const [order] = orders;
  invariant(order, "an order");
  expect(canBeTold(order)).toBe(true);
  expect(canBeTold({ ...order, round: order.round + 1 })).toBe(false);
  expect(canBeTold({ ...order, timeline: order.timeline.slice(1) })).toBe(false);
});
