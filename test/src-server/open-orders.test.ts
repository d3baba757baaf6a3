import { afterAll, beforeAll, expect, test } from "vitest";
import { findOpenOrders, openOrders } from "../../src-server/store/order-store.ts";
import { orderId } from "../../src-shared/kernel/ids.ts";
import { wagesCase } from "./support/payloads.ts";
import { startProvince, type TestProvince } from "./support/province.ts";
import { deskOf } from "./support/story.ts";

let home: TestProvince;
beforeAll(async () => {
  home = await startProvince();
});
afterAll(() => home.close());

test("[SV-71] the open orders are read page by page, each once, also those of one moment", async () => {
  const hub = await deskOf(home, "sd-quanneng");
  for (const minutes of [0, 0, 0, 1, 1, 2, 3]) {
    home.clock.at += minutes * 60_000;
    await hub.act("register", null, wagesCase());
  }
  const { db } = home.store;
  const all = (await findOpenOrders(db, () => true)).map(({ id }) => id);
  expect(all).toHaveLength(7);
  for (const size of [1, 2, 3, 7, 8]) {
    const paged = await Array.fromAsync(openOrders(db, size), ({ id }) => id);
    expect(paged, `pages of ${size}`).toEqual(all);
  }
  const [one = orderId("")] = all;
  expect((await findOpenOrders(db, ({ id }) => id === one)).map(({ id }) => id)).toEqual([one]);
});
