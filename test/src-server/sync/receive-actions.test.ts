import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { orderId } from "../../../src-shared/kernel/ids.ts";
import { disableDevice, findDevice } from "../../../src-server/store/device-store.ts";
import { changeUser } from "../../../src-server/store/user-store.ts";
import { actorReader } from "../../../src-server/sync/read-actor.ts";
import { receiveActions } from "../../../src-server/sync/receive-actions.ts";
import type { Desk } from "../support/desk.ts";
import { wagesCase } from "../support/payloads.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { deskOf, dispatched } from "../support/story.ts";

let home: TestProvince;
let hub: Desk;
beforeAll(async () => {
  home = await startProvince();
});
afterAll(() => home.close());
beforeEach(async () => {
  hub = await deskOf(home, "sd-quanneng");
});

test("[SV-16] an order is merged only into one that exists", async () => {
  const { order } = await dispatched(hub);
  const missing = await hub.act("merge-order", order, { into: orderId(randomUUID()), reason: "重复来电" });
  expect(missing).toMatchObject({ verdict: "rejected", code: "no-such-order" });
  const { order: other } = await dispatched(hub);
  expect(await hub.act("merge-order", order, { into: other, reason: "重复来电" })).toMatchObject({
    verdict: "applied",
  });
});

test("[SV-16] nothing is merged into an order that was merged or ended, so that no ring is made", async () => {
  const other = await deskOf(home, "sd-quanneng");
  const [{ order: left }, { order: right }] = [await dispatched(hub), await dispatched(other)];
  const receipts = await Promise.all([
    hub.act("merge-order", left, { into: right, reason: "重复来电" }),
    other.act("merge-order", right, { into: left, reason: "重复来电" }),
  ]);
  expect(receipts.map((receipt) => receipt.code).toSorted()).toEqual([null, "order-ended"]);
  const { order: third } = await dispatched(hub);
  const { order: over } = await dispatched(hub);
  await hub.act("terminate-order", over, { reasonCode: "", reason: "已进入仲裁" });
  expect(await hub.act("merge-order", third, { into: over, reason: "重复来电" })).toMatchObject({
    code: "order-ended",
  });
});

test("[SV-23] an account or a device that was disabled while its push waited does nothing", async () => {
  const desk = await deskOf(home, "sd-huawu");
  const actions = [desk.make("register", null, wagesCase())];
  const signed = { deviceId: desk.id, userId: desk.profile.userId };
  const sender = { ...signed, readActor: actorReader(signed) };
  const send = () => receiveActions(home.province, sender, { receivedAt: home.clock.at, actions: () => actions });
  await changeUser(home.store.db, signed.userId, { disabledAt: home.clock.at });
  expect(await send()).toEqual({ ok: false, refusal: "account-disabled" });
  await changeUser(home.store.db, signed.userId, { disabledAt: null });
  await disableDevice(home.store.db, desk.id, home.clock.at);
  expect(await send()).toEqual({ ok: false, refusal: "account-disabled" });
  expect((await findDevice(home.store.db, desk.id))?.lastSeq).toBe(0);
});
