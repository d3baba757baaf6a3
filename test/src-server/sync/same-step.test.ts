import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { actionId, orderId } from "../../../src-shared/kernel/ids.ts";
import { uuidV7 } from "../../../src-shared/kernel/uuid.ts";
import { rebuildOrders } from "../../../src-server/projection/rebuild.ts";
import { readAlarms } from "../../../src-server/store/action-store.ts";
import { readOrders } from "../../../src-server/store/order-store.ts";
import type { Desk } from "../support/desk.ts";
import { note, wagesCase } from "../support/payloads.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { deskOf, dispatched } from "../support/story.ts";

let home: TestProvince;
let old: Desk;
let next: Desk;
beforeAll(async () => {
  home = await startProvince();
});
afterAll(() => home.close());
beforeEach(async () => {
  old = await deskOf(home, "sd-quanneng");
  next = await deskOf(home, "sd-quanneng");
});

async function versionOf(order: string): Promise<number | undefined> {
  const [stored] = await readOrders(home.store.db, [orderId(order)]);
  return stored?.version;
}

test("[SV-25] steps whose answer was lost come from the next device: merged, with the first versions and number", async () => {
  const register = old.make("register", null, wagesCase());
  const order = orderId(register.id);
  const noted = old.make("note", order, note("已联系职工"));
  const first = (await old.push(register, noted)).receipts;
  next.uptimeMs += 5000;
  const again = [
    next.make("register", null, register.payload as never, { id: register.id }),
    next.make("note", order, note("已联系职工"), { id: noted.id }),
    next.make("note", order, note("新写的一条")),
  ];
  const { receipts } = await next.push(...again);
  const told = receipts.map(({ verdict, code, orderVersion, orderNumber }) => [
    verdict,
    code,
    orderVersion,
    orderNumber,
  ]);
  const number = first[0]?.orderNumber;
  expect(told).toEqual([
    ["merged", null, 1, number],
    ["merged", null, 2, number],
    ["applied", null, 3, number],
  ]);
  expect(await versionOf(order)).toBe(3);
  expect(await readAlarms(home.store.db, next.id)).toEqual([]);
  expect((await next.push(...again)).receipts).toEqual(receipts);
  const third = await deskOf(home, "sd-quanneng");
  const once = await third.act("note", order, note("已联系职工"), { id: noted.id });
  expect(once).toMatchObject({ verdict: "merged", orderVersion: 2, orderNumber: number });
  expect((await rebuildOrders(home.store, false)).differing).toEqual([]);
});

test("[SV-25] a step that the same device had to seal anew is merged too", async () => {
  const { order } = await dispatched(old);
  const noted = await old.act("note", order, note("一"));
  const again = await old.act("note", order, note("一"), { id: noted.actionId });
  expect(again).toMatchObject({ verdict: "merged", orderVersion: noted.orderVersion, seq: noted.seq + 1 });
  expect(await versionOf(order)).toBe(noted.orderVersion);
});

test("[SV-25] [SV-4] under the same id another content, another order or another account raises the alarm", async () => {
  const [{ order }, { order: other }] = [await dispatched(old), await dispatched(old)];
  const { actionId: id } = await old.act("note", order, note("原来的话"));
  const strange = await deskOf(home, "sd-huawu");
  const copies = [
    await next.act("note", order, note("改过的话"), { id }),
    await next.act("note", other, note("原来的话"), { id }),
    await next.act("note", order, note("原来的话"), { id, baseVersion: 7 }),
    await strange.act("note", order, note("原来的话"), { id }),
    await strange.act("note", order, note("原来的话"), { id, userId: old.profile.userId }),
  ];
  expect(copies.map(({ verdict, code }) => [verdict, code])).toEqual(copies.map(() => ["rejected", "id-reused"]));
  const alarms = [...(await readAlarms(home.store.db, next.id)), ...(await readAlarms(home.store.db, strange.id))];
  expect(alarms.map(({ kind }) => kind)).toEqual(copies.map(() => "id-reused"));
  expect(await next.act("note", order, note("原来的话"), { id })).toMatchObject({ verdict: "merged" });
});

test("[SV-25] a first copy without effect gives its own answer; one refused for its seal does not count", async () => {
  const { order } = await dispatched(old);
  const refused = await old.act("archive", order, { retentionYears: 10 });
  const parked = (await old.push(old.makeRaw("teleport", order, { to: "moon" }))).receipts[0];
  const forged = await old.act("note", order, note("真的"), { signature: randomBytes(64).toString("base64url") });
  const again = [
    await next.act("archive", order, { retentionYears: 10 }, { id: refused.actionId }),
    (await next.push(next.makeRaw("teleport", order, { to: "moon" }, { id: parked?.actionId ?? actionId("") })))
      .receipts[0],
    await next.act("note", order, note("真的"), { id: forged.actionId }),
  ];
  expect(refused.verdict).toBe("rejected");
  expect(again.map((one) => [one?.verdict, one?.code])).toEqual([
    ["rejected", refused.code],
    ["parked", "unknown-action"],
    ["applied", null],
  ]);
  expect((await readAlarms(home.store.db, next.id)).length).toBe(0);
});

test("[SV-25] two devices that send the same registration at the same time make one order", async () => {
  for (let round = 0; round < 5; round += 1) {
    const id = actionId(uuidV7(home.clock.at, randomBytes(10)));
    const payload = wagesCase();
    const batchOf = (desk: Desk) => [
      desk.make("register", null, payload, { id }),
      desk.make("note", orderId(id), note(`来自 ${desk.id}`)),
    ];
    const answers = await Promise.all([old, next].map((desk) => desk.push(...batchOf(desk))));
    const verdicts = answers.map(({ receipts }) => receipts.map((receipt) => receipt.verdict).join());
    expect(verdicts.toSorted()).toEqual(["applied,applied", "merged,applied"]);
    expect(await versionOf(id)).toBe(3);
  }
});
