import { expect, test } from "vitest";
import { makeOrders } from "../../../scripts/demo/make-orders.ts";
import { putOrders } from "../../../scripts/demo/put-orders.ts";
import { measureVisible } from "../../../src-server/store/order-store.ts";
import { nextOrderNumber } from "../../../src-server/store/number-store.ts";
import { isEnded } from "../../../src-shared/domain/work-order/order-state.ts";
import { replay } from "../../../src-shared/domain/work-order/evolve.ts";
import { officeId } from "../../../src-shared/kernel/ids.ts";
import { Desk } from "../support/desk.ts";
import { startProvince, testClock } from "../support/province.ts";

const now = Date.parse("2026-03-10T10:00:00+08:00");
const counties = [officeId("x370902"), officeId("x370911")];

test("[DM-20] the same seed makes the same orders, another seed others", () => {
  const wish = { count: 60, seed: 4711, now };
  expect(makeOrders(wish)).toEqual(makeOrders(wish));
  expect(makeOrders({ ...wish, seed: 4712 })).not.toEqual(makeOrders(wish));
});

test("[DM-20] made orders are what their events add up to, numbered in turn, some of them open", () => {
  const orders = makeOrders({ count: 400, seed: 7, now, counties });
  expect(orders).toHaveLength(400);
  expect(new Set(orders.map((order) => order.number)).size).toBe(400);
  for (const order of orders) {
    expect(replay(order.timeline)).toEqual(order);
    for (const turn of order.assignments) expect(["c3709", "x370902", "x370911"]).toContain(turn.office);
  }
  const open = orders.filter((order) => !isEnded(order.state)).length;
  expect(open).toBeGreaterThan(50);
  expect(open).toBeLessThan(150);
});

test("[DM-21] a county pulls the made orders, and the numbers go on", async () => {
  const place = await startProvince({ clock: testClock("2026-03-10T10:00:00+08:00") });
  const orders = makeOrders({ count: 300, seed: 7, now, counties });
  await putOrders(place.province, orders);
  expect(await measureVisible(place.store.db, "p37")).toMatchObject({ total: 300 });
  const desk = await new Desk(place.app, "taishan", place.clock.now).signIn();
  await desk.bootstrap();
  const own = orders.filter((order) => order.assignments.some((turn) => String(turn.office) === "x370902"));
  expect(new Set(desk.mirror.keys())).toEqual(new Set(own.map((order) => order.id)));
  const last =
    orders
      .flatMap((order) => order.number ?? [])
      .toSorted()
      .at(-1) ?? "";
  const following = Number(last.slice(8)) + 1;
  expect(await nextOrderNumber(place.store.db, now)).toBe(`37-2026-${String(following).padStart(6, "0")}`);
  await place.close();
});
