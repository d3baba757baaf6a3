import "fake-indexeddb/auto";

import { afterEach, expect, test } from "vitest";

import { bootstrap, pull } from "../../../src-renderer/data/errands.ts";
import { orderIn, rowDocs } from "../../../src-renderer/data/mirror-rows.ts";
import { fromOneByte } from "../../../src-renderer/data/one-byte-text.ts";
import { provinceApi, type OrderForm } from "../../../src-renderer/data/province-api.ts";
import type { Session } from "../../../src-renderer/data/session.ts";
import { replay } from "../../../src-shared/domain/work-order/evolve.ts";
import { orderShape } from "../../../src-shared/domain/work-order/order-shape.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { officeId } from "../../../src-shared/kernel/ids.ts";
import { invariant } from "../../../src-shared/kernel/invariant.ts";
import type { Told } from "../../../src-shared/protocol/told-orders.ts";
import { emptyBootstrap } from "../../../src-shared/sync/engine-state.ts";
import { tellOrders } from "../../../src-shared/sync/told-orders.ts";
import { someOrders } from "../../support/some-orders.ts";
import { cursorAt, errandsOf, type Api } from "./desk-errands.ts";
import { deskParts, row, type Parts } from "./desk-parts.ts";
import { clockWords } from "./push-province.ts";

let parts: Parts | null = null;
afterEach(async () => {
  await parts?.close();
  parts = null;
});

const orders = someOrders(30);
const wireForm = (told: Told): Told => JSON.parse(JSON.stringify(told)) as Told;

function before(order: WorkOrder): WorkOrder {
  const old = replay(order.timeline.slice(0, -1));
  invariant(old, "an order of several events");
  return old;
}

/** A province that tells what is given, or has the same orders whole; it notes which form it was asked for. */
function telling(told: Told, whole: readonly WorkOrder[], asked: OrderForm[]): Api {
  const page = (form: OrderForm = "told") => {
    asked.push(form);
    const orders = form === "told" ? { rows: [], told: wireForm(told) } : { rows: whole.map(row) };
    return { ...orders, cursor: cursorAt(8), referenceVersion: "test", ...clockWords };
  };
  return {
    audit: async () => ({ ok: false, fault: { kind: "unreachable" } }),
    pull: async (_, __, form) => ({ ok: true, value: { ...page(form), more: false } }),
    bootstrap: async (_, __, form) => ({ ok: true, value: { ...page(form), next: null, total: 1, bytes: 1 } }),
  };
}

async function copiesOf({ mirror }: Parts): Promise<readonly WorkOrder[]> {
  const stored = await mirror.ordersById(orders.map(({ id }) => id));
  return stored.map(({ order }) => order).toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

const inOrder = (all: readonly WorkOrder[]): readonly WorkOrder[] =>
  all.toSorted((one, other) => (one.id < other.id ? -1 : 1));

test("[TO-20] a first sync and a pull that are told leave the copy that whole orders leave", async () => {
  const desk = await deskParts();
  parts = desk;
  const asked: OrderForm[] = [];
  const old = orders.map((order) => (order.version > 1 ? before(order) : order));
  const first = tellOrders(old.map((order) => ({ order, from: 0 })));
  await bootstrap(await errandsOf(desk, telling(first, old, asked)), emptyBootstrap);
  expect(await copiesOf(desk)).toEqual(inOrder(old));
  const changed = orders.filter(({ version }) => version > 1);
  const news = tellOrders(changed.map((order) => ({ order, from: order.version - 1 })));
  await pull(await errandsOf(desk, telling(news, changed, asked)), cursorAt(7));
  expect(await copiesOf(desk)).toEqual(inOrder(orders));
  expect(asked).toEqual(["told", "told"]);
});

test("[TO-21] what does not add up is asked for again, whole, and nothing of it was stored", async () => {
  const desk = await deskParts();
  parts = desk;
  const asked: OrderForm[] = [];
  const news = tellOrders(orders.map((order) => ({ order, from: order.version - 1 })));
  const watched: string[][] = [];
  const mirror: Parts["mirror"] = {
    ...desk.mirror,
    store: (rows, at, when) => {
      watched.push([...asked]);
      return desk.mirror.store(rows, at, when);
    },
  };
  await pull(await errandsOf(desk, telling(news, orders, asked), mirror), cursorAt(7));
  expect(watched).toEqual([["told", "whole"]]);
  expect(await copiesOf(desk)).toEqual(inOrder(orders));
  const blurred = { ...tellOrders(orders.map((order) => ({ order, from: 0 }))), sum: 1 };
  await bootstrap(await errandsOf(desk, telling(blurred, orders, asked), mirror), emptyBootstrap);
  expect(asked).toEqual(["told", "whole", "told", "whole"]);
});

test("[TO-22] a province that does not know of it is asked for whole orders from then on", async () => {
  const bodies: object[] = [];
  const page = { rows: [], cursor: cursorAt(1), more: false, referenceVersion: "test", ...clockWords };
  const session = {
    json: async ({ body }: Readonly<{ body: object }>) => {
      bodies.push(body);
      if (!("replays" in body)) return { ok: true, value: page };
      return { ok: false, fault: { kind: "problem", name: "bad-request", status: 400, retryAfterMs: null } };
    },
  } as unknown as Session;
  const desk = await deskParts();
  parts = desk;
  const api = provinceApi(session, desk.device.id);
  const replays = (): unknown[] => bodies.map((body) => ("replays" in body ? body.replays : null));
  expect(await api.pull(cursorAt(1), 200)).toMatchObject({ ok: true });
  expect(replays()).toEqual([orderShape, null]);
  await api.pull(cursorAt(1), 200);
  await api.bootstrap(null, 200);
  expect(replays()).toEqual([orderShape, null, null, null]);
});

test("[LS-58] an order is kept as its events when they say all of it, and reads back as it came in either case", () => {
  const [order] = orders;
  invariant(order, "an order");
  const more = { ...order, round: order.round + 1 };
  const opened = { ...order, openings: [{ office: officeId("c3709"), version: 2, at: 5 }] };
  const filing = { place: { list: "ended" as const, sides: [] }, pass: 1, at: 1 };
  const body = (one: WorkOrder, isTold = false): string => rowDocs(one, { ...filing, isTold }).order.body;
  expect(fromOneByte(body(order))).toBe(JSON.stringify({ events: order.timeline }));
  expect(body(order)).toMatch(/^[\u0000-\u00ff]*$/);
  expect(body(order, true)).toBe(body(order));
  for (const one of [order, more, opened]) expect(orderIn(body(one))).toEqual(one);
  expect(body(opened).length).toBeLessThan(JSON.stringify(opened).length);
  expect(orderIn("{}")).toBeUndefined();
});

test("[TO-20] who has opened an order comes with what is told, and does not stand in its way", async () => {
  const desk = await deskParts();
  parts = desk;
  const [order] = orders.filter(({ version }) => version > 1);
  invariant(order, "an order");
  const openings = [{ office: officeId("c3709"), version: 1, at: 5 }];
  const first = tellOrders([{ order: before(order), from: 0, openings }]);
  await bootstrap(await errandsOf(desk, telling(first, [], [])), emptyBootstrap);
  expect(await copiesOf(desk)).toEqual([{ ...before(order), openings }]);
  const later = [...openings, { office: officeId("p37"), version: 2, at: 6 }];
  const asked: OrderForm[] = [];
  const news = tellOrders([{ order, from: order.version - 1, openings: later }]);
  await pull(await errandsOf(desk, telling(news, [], asked)), cursorAt(7));
  expect(asked).toEqual(["told"]);
  expect(await copiesOf(desk)).toEqual([{ ...order, openings: later }]);
});
