import { afterAll, beforeAll, expect, test } from "vitest";

import { rebuildOrders } from "../../../src-server/projection/rebuild.ts";
import { readOrders } from "../../../src-server/store/order-store.ts";
import type { OrderId } from "../../../src-shared/kernel/ids.ts";
import type { PullAnswer } from "../../../src-shared/protocol/sync.ts";
import type { Answer, Desk } from "../support/desk.ts";
import { forwardTo, newTurn, note } from "../support/payloads.ts";
import { bring, courierKeysFor, exchangePair, messagesIn, officePacket, returnOf } from "../support/packets.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { deskOf, forwarded, fourDesks } from "../support/story.ts";

let home: TestProvince;
let hub: Desk;
let city: Desk;
let county: Desk;
let lixia: Desk;
beforeAll(async () => {
  home = await startProvince();
  ({ hub, city, county, lixia } = await fourDesks(home));
  for (const desk of [hub, city, county, lixia]) await desk.bootstrap();
});
afterAll(() => home.close());

const open = (desk: Desk, orderId: OrderId, version: number, at = home.clock.now()): Promise<Answer> =>
  desk.ask("POST", "/api/sync/openings", {
    protocol: 1,
    deviceId: desk.id,
    openings: [{ orderId, version, at }],
  });

const rowsOf = async (desk: Desk): Promise<PullAnswer["rows"]> => (await desk.pull()).flatMap((answer) => answer.rows);
const openingsAt = async (desk: Desk, order: OrderId): Promise<unknown> =>
  (await rowsOf(desk)).find((row) => row.orderId === order)?.openings;

async function handled(): Promise<{ order: OrderId; version: number }> {
  const { order, countyTurn } = await forwarded(hub, city);
  await county.act("accept", order, { assignment: countyTurn });
  await county.act("note", order, note("已联系职工"));
  const [stored] = await readOrders(home.store.db, [order]);
  for (const desk of [hub, city, county]) await desk.pull();
  return { order, version: stored?.version ?? 0 };
}

test("[RC-4] [RC-5] an office above opens an order, and every desk that sees it hears of it beside the order", async () => {
  const { order, version } = await handled();
  const before = await readOrders(home.store.db, [order]);
  home.clock.at += 60_000;
  expect((await open(city, order, version)).status).toBe(200);
  const row = (await rowsOf(county)).find((one) => one.orderId === order);
  expect(row).toMatchObject({ version, openings: [{ office: "c3709", version, at: home.clock.now() }] });
  expect(row?.order).toEqual(before[0]);
  expect(await openingsAt(hub, order)).toHaveLength(1);
  expect(await readOrders(home.store.db, [order])).toEqual(before);
  expect((await rebuildOrders(home.store, false)).differing).toEqual([]);
  const first = (await county.bootstrap()).flatMap((page) => page.rows).find((one) => one.orderId === order);
  expect(first?.openings).toEqual(row?.openings);
});

test("[RC-3] told again, with other times or by a colleague, it reaches nobody", async () => {
  const { order, version } = await handled();
  await open(city, order, version);
  for (const desk of [hub, city, county]) await desk.pull();
  await open(city, order, version);
  await open(city, order, version, home.clock.now() + 1000);
  await open(city, order, version - 1);
  await open(city, order, version + 5);
  for (const desk of [hub, city, county]) expect(await rowsOf(desk)).toEqual([]);
});

test("[RC-4] the own steps of an office are no news to it, and each news counts once", async () => {
  const { order, version } = await handled();
  await open(county, order, version);
  expect(await rowsOf(county)).toEqual([]);
  await open(city, order, version);
  await city.act("note", order, note("已督促"));
  await open(city, order, version + 1);
  await county.act("note", order, note("继续办理"));
  await county.pull();
  await open(city, order, version + 2);
  await open(hub, order, version + 2);
  expect(await openingsAt(county, order)).toMatchObject([
    { office: "c3709", version },
    { office: "c3709", version: version + 2 },
    { office: "p37", version: version + 2 },
  ]);
});

test("[RC-6] nobody opens what they do not see, nor for another device", async () => {
  const { order, version } = await handled();
  await open(lixia, order, version);
  expect(await rowsOf(county)).toEqual([]);
  const foreign = { protocol: 1, deviceId: city.id, openings: [{ orderId: order, version, at: 1 }] };
  expect((await hub.ask("POST", "/api/sync/openings", foreign)).status).toBe(400);
  expect((await city.app.inject({ method: "POST", url: "/api/sync/openings", payload: foreign })).statusCode).toBe(401);
});

test("[RC-7] the time lies between the arrival of what was opened and now", async () => {
  const one = await handled();
  const arrived = home.clock.now();
  home.clock.at += 60_000;
  await open(city, one.order, one.version, 5);
  expect(await openingsAt(county, one.order)).toMatchObject([{ at: arrived }]);
  const other = await handled();
  home.clock.at += 60_000;
  await open(city, other.order, other.version, home.clock.now() + 999_000);
  expect(await openingsAt(county, other.order)).toMatchObject([{ at: home.clock.now() }]);
});

test("[RC-4] [LT-21] a late record is news to the office that has the order now", async () => {
  const { order, cityTurn, countyTurn } = await forwarded(hub, city);
  await city.act("recall", order, { assignment: countyTurn, reason: "改派" });
  await city.act("forward", order, forwardTo("x370911", cityTurn, newTurn()));
  await county.act("note", order, note("迟到"), { baseVersion: 3 });
  const [stored] = await readOrders(home.store.db, [order]);
  const version = stored?.version ?? 0;
  expect(stored?.timeline.at(-1)).toMatchObject({ afterMove: true });
  const daiyue = await deskOf(home, "daiyue");
  await daiyue.bootstrap();
  await open(daiyue, order, version);
  expect(await openingsAt(daiyue, order)).toMatchObject([{ office: "x370911", version }]);
});

test("[RC-10] an office without any line tells it by its packet, and the return packet brings who opened", async () => {
  const { order, version } = await handled();
  const reply = await exchangePair();
  const head = { openings: [{ orderId: order, version, at: home.clock.now() }] };
  const packet = await officePacket(city, { head, reply });
  const arrival = await bring(lixia, packet);
  expect(await openingsAt(county, order)).toMatchObject([{ office: "c3709", version }]);
  const answer = await returnOf(lixia, arrival);
  const messages = await messagesIn(answer, reply, await courierKeysFor(city));
  const rows = typeof messages === "string" ? [] : messages.flatMap((one) => (one.kind === "rows" ? one.rows : []));
  expect(rows.find((row) => row.orderId === order)?.openings).toMatchObject([{ office: "c3709", version }]);
});
