import { expect, test } from "vitest";
import { hopsOf } from "../../../../src-renderer/features/order/custody-rows.ts";
import { fakeNow } from "../../../support/fake-orders.ts";
import { fakeReference } from "../../../support/fake-reference.ts";
import { closed, fakeWorld } from "../../../support/fake-world.ts";

const { calendar } = fakeReference;

test("[DE-22] the hops of every order follow each other without a gap, from registration on", () => {
  for (const order of fakeWorld()) {
    const hops = hopsOf(order, calendar, fakeNow);
    expect(hops[0]?.from).toBe(order.registeredAt);
    hops.slice(1).forEach((hop, at) => expect(hop.from).toBe(hops[at]?.until));
  }
});

test("[DE-22] a running order is held until now, an ended one until its end", () => {
  const ended = hopsOf(closed(0).order, calendar, fakeNow);
  expect(ended.at(-1)).toMatchObject({ state: "awaiting-inspection", until: closed(0).order.closedAt });
  const [running] = fakeWorld();
  expect(running && hopsOf(running, calendar, fakeNow).at(-1)).toMatchObject({ state: "handling", until: null });
});
