import { afterAll, beforeAll, expect, test } from "vitest";
import { rebuildOrders } from "../../../src-server/projection/rebuild.ts";
import { readOrders } from "../../../src-server/store/order-store.ts";
import { actionId, officeId, orderId } from "../../../src-shared/kernel/ids.ts";
import { note, wagesCase } from "../support/payloads.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { forwarded, fourDesks } from "../support/story.ts";
import type { Desk } from "../support/desk.ts";

let home: TestProvince;
let hub: Desk;
let city: Desk;
let county: Desk;
let lixia: Desk;
beforeAll(async () => {
  home = await startProvince();
  ({ hub, city, county, lixia } = await fourDesks(home));
});
afterAll(() => home.close());

test("[CH-12] a helper outside the branch gets just that order, works on it, and loses it when it is released", async () => {
  const other = await forwarded(hub, city);
  const { order } = await forwarded(hub, city);
  for (const desk of [hub, city, county, lixia]) await desk.bootstrap();
  expect(lixia.mirror.has(order)).toBe(false);
  const asked = { office: officeId("x370102"), task: "核查该企业在贵区的项目", answerBy: null };
  expect(await city.act("ask-help", order, asked)).toMatchObject({ verdict: "applied" });
  await lixia.pull();
  expect(lixia.mirror.get(order)).toEqual((await readOrders(home.store.db, [order]))[0]);
  expect(lixia.mirror.has(other.order)).toBe(false);
  expect(await lixia.act("note", order, note("已到项目部"))).toMatchObject({ verdict: "applied" });
  const help = lixia.mirror.get(order)?.helps[0]?.id ?? actionId("");
  expect(await lixia.act("answer-help", order, { help, answer: "项目已停工" })).toMatchObject({ verdict: "applied" });
  await lixia.pull();
  expect(lixia.mirror.has(order)).toBe(true);
  expect(await city.act("release-help", order, { help, reason: "已查清" })).toMatchObject({ verdict: "applied" });
  const rows = (await lixia.pull()).flatMap((answer) => answer.rows);
  expect(rows).toEqual([{ orderId: order, version: 0, gone: true, order: null, movedTo: "x370902" }]);
  expect(await lixia.act("note", order, note("补充"))).toMatchObject({ verdict: "rejected", code: "help-over" });
  await county.pull();
  expect(county.mirror.has(order)).toBe(true);
});

test("[MG-1] [MG-3] who is merged brings the contacts along, through every merge, and a replay agrees", async () => {
  const [first, second, third] = [1, 2, 3].map(() => hub.make("register", null, wagesCase()));
  if (!first || !second || !third) throw new Error("three are made");
  await hub.push(first, second, third);
  const [a, b, c] = [first, second, third].map((one) => orderId(one.id));
  if (!a || !b || !c) throw new Error("three are made");
  await hub.push(
    hub.make("merge-order", a, { into: b, reason: "重复来电" }),
    hub.make("merge-order", b, { into: c, reason: "重复来电" }),
  );
  const [kept] = await readOrders(home.store.db, [c]);
  expect(kept?.contacts).toHaveLength(3);
  expect(kept?.timeline.at(-1)).toMatchObject({ type: "contacts-joined", from: b, byName: "省级平台" });
  const fourth = hub.make("register", null, wagesCase());
  await hub.push(fourth);
  await hub.act("merge-order", orderId(fourth.id), { into: c, reason: "重复来电" });
  expect((await readOrders(home.store.db, [c]))[0]?.contacts).toHaveLength(4);
  expect((await rebuildOrders(home.store, false)).differing).toEqual([]);
});
