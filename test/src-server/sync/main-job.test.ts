import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inspectionPoints } from "../../../src-shared/domain/inspection/inspection.ts";
import { orderId } from "../../../src-shared/kernel/ids.ts";
import { keepOrderShape } from "../../../src-server/projection/keep-order-shape.ts";
import { rebuildOrders } from "../../../src-server/projection/rebuild.ts";
import { readOrMake, writeMeta } from "../../../src-server/store/meta-store.ts";
import { calledBack, dispatchTo, newTurn, note, report, wagesCase } from "../support/payloads.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { deskOf, forwarded } from "../support/story.ts";

let home: TestProvince;
beforeAll(async () => {
  home = await startProvince();
});
afterAll(() => home.close());

test("[SV-1, VI-1] the wages case goes from the call to the archive and everyone with a right sees the same", async () => {
  const [hub, city, county] = await Promise.all(
    ["sd-quanneng", "ta-shenhe", "taishan"].map((who) => deskOf(home, who)),
  );
  if (!hub || !city || !county) throw new Error("three desks");
  const { order, cityTurn, countyTurn } = await forwarded(hub, city);
  const offline = [
    county.make("accept", order, { assignment: countyTurn }),
    county.make("note", order, note("已联系职工本人")),
    county.make("report-result", order, report(countyTurn)),
  ];
  const { receipts } = await county.push(...offline);
  expect(receipts.map((receipt) => receipt.verdict)).toEqual(["applied", "applied", "applied"]);
  expect(receipts[0]).toMatchObject({ grade: "A", orderNumber: "37-2026-000001", seq: 1, code: null });
  expect(await city.act("approve-result", order, { assignment: cityTurn, opinion: "同意" })).toMatchObject({
    verdict: "applied",
  });
  await hub.act("call-back", order, calledBack(5));
  await hub.act("inspect", order, { passed: [...inspectionPoints], verdict: "pass", remarks: "" });
  const archived = await hub.act("archive", order, { retentionYears: 10 });
  expect(archived).toMatchObject({ verdict: "applied" });
  for (const desk of [hub, city, county]) await desk.pull();
  expect(county.mirror.get(order)).toMatchObject({
    state: "archived",
    number: "37-2026-000001",
    version: archived.orderVersion,
  });
  expect(city.mirror.get(order)).toEqual(county.mirror.get(order));
  expect(hub.mirror.get(order)).toEqual(county.mirror.get(order));
});

test("[SV-20] replaying the accepted actions gives the stored orders, and mends one that is wrong", async () => {
  expect((await rebuildOrders(home.store, false)).differing).toEqual([]);
  const hub = await deskOf(home, "sd-quanneng");
  const register = hub.make("register", null, wagesCase());
  await hub.push(register, hub.make("dispatch", orderId(register.id), dispatchTo("c3709", newTurn())));
  await home.store.db.execute(
    sql`update work_orders set body = jsonb_set(body, '{state}', '"closed"') where id = ${register.id}::uuid`,
  );
  expect((await rebuildOrders(home.store, true)).differing).toEqual([register.id]);
  expect((await rebuildOrders(home.store, false)).differing).toEqual([]);
});

test("[SV-24] an update that keeps more on an order replays the log once", async () => {
  const { db } = home.store;
  const hub = await deskOf(home, "sd-quanneng");
  const register = hub.make("register", null, wagesCase());
  await hub.push(register);
  const shape = await readOrMake(db, "order-shape", () => "none");
  const forget = sql`update work_orders set body = body - 'callbacks' where id = ${register.id}::uuid`;
  await db.execute(forget);
  await writeMeta(db, "order-shape", "1");
  await keepOrderShape(home.store, home.province.log);
  expect((await rebuildOrders(home.store, false)).differing).toEqual([]);
  expect(await readOrMake(db, "order-shape", () => "none")).toBe(shape);
  await db.execute(forget);
  await keepOrderShape(home.store, home.province.log);
  expect((await rebuildOrders(home.store, true)).differing).toEqual([register.id]);
});
