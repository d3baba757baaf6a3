import { afterAll, beforeAll, expect, test } from "vitest";

import { orderId, type OrderId } from "../../../src-shared/kernel/ids.ts";
import type { AuditAnswer, AuditRequest, OrdersAnswer } from "../../../src-shared/protocol/sync.ts";
import { bucketCount, bucketOf, digestsOf, sumOf, type Revision } from "../../../src-shared/sync/digest.ts";
import { dispatchTo, newTurn, note, wagesCase } from "../support/payloads.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { deskOf, forwarded } from "../support/story.ts";
import type { Answer, Desk } from "../support/desk.ts";

let home: TestProvince;
let hub: Desk;
let city: Desk;
let county: Desk;
let lixia: Desk;
let seen: OrderId;
beforeAll(async () => {
  home = await startProvince();
  hub = await deskOf(home, "sd-quanneng");
  city = await deskOf(home, "ta-shenhe");
  county = await deskOf(home, "taishan");
  lixia = await deskOf(home, "lixia");
  seen = (await forwarded(hub, city)).order;
  const others = Array.from({ length: 20 }, () => hub.make("register", null, wagesCase()));
  await hub.push(
    ...others,
    ...others.map((one) => hub.make("dispatch", orderId(one.id), dispatchTo("c3709", newTurn()))),
  );
});
afterAll(() => home.close());

const everyPart = Array.from({ length: bucketCount }, (_, at) => at);

async function audit(
  desk: Desk,
  detail: AuditRequest["detail"],
  more: Partial<Pick<AuditRequest, "cursor" | "of">> = {},
): Promise<AuditAnswer> {
  const body = { protocol: 1, deviceId: desk.id, cursor: desk.cursor, detail, of: [], ...more };
  const answer = await desk.ask("POST", "/api/sync/audit", body);
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body as AuditAnswer;
}

const orders = (desk: Desk, ids: readonly string[]): Promise<Answer> =>
  desk.ask("POST", "/api/sync/orders", { protocol: 1, deviceId: desk.id, ids });

const mirrorOf = (desk: Desk): readonly Revision[] =>
  [...desk.mirror.values()].map(({ id, version }) => ({ id, version }));

test("[DG-10] whole, parts and lists are those of what a first sync brings", async () => {
  for (const desk of [hub, city, county, lixia]) {
    await desk.bootstrap();
    await desk.pull();
    const ours = digestsOf(mirrorOf(desk));
    expect((await audit(desk, "parts")).digests).toEqual(ours);
    const whole = await audit(desk, "whole");
    expect(whole).toMatchObject({ current: true, digests: [sumOf(ours)], orders: [] });
    const listed = await audit(desk, "orders", { of: everyPart });
    const sorted = (pairs: readonly (readonly [string, number])[]) => pairs.map((pair) => pair.join(":")).sort();
    expect(sorted(listed.orders)).toEqual(sorted(mirrorOf(desk).map(({ id, version }) => [id, version] as const)));
  }
  expect(hub.mirror.size).toBeGreaterThan(20);
  const part = bucketOf(seen);
  const few = await audit(hub, "orders", { of: [part, part] });
  expect(few.orders.map(([id]) => bucketOf(id))).toEqual(few.orders.map(() => part));
  expect((await audit(hub, "orders")).orders).toEqual([]);
});

test("[DG-11] current only at the heads of this scope and epoch", async () => {
  await county.pull();
  const { cursor } = county;
  if (!cursor) throw new Error("the county has a cursor");
  expect((await audit(county, "whole", { cursor: null })).current).toBe(false);
  expect((await audit(county, "whole", { cursor: { ...cursor, epoch: "older" } })).current).toBe(false);
  expect((await audit(county, "whole", { cursor: { ...cursor, scopeHash: "other" } })).current).toBe(false);
  await county.act("note", seen, note("已联系"));
  const behind = await audit(county, "whole");
  expect(behind.current).toBe(false);
  await county.pull();
  expect(behind.cursor).toEqual(county.cursor);
  expect((await audit(county, "whole")).current).toBe(true);
});

test("[DG-12] [VI-55] nothing outside the scope is listed, counted or given", async () => {
  await lixia.pull();
  const listed = await audit(lixia, "orders", { of: everyPart });
  expect(listed.orders.map(([id]) => id)).not.toContain(seen);
  expect((await audit(lixia, "whole")).digests[0]?.count).toBe(lixia.mirror.size);
  const asked = await orders(lixia, [seen]);
  expect((asked.body as OrdersAnswer).rows).toEqual([{ orderId: seen, version: 0, gone: true, order: null }]);
  expect(asked.text).not.toContain("焦化厂");
  const own = (await orders(county, [seen, seen])).body as OrdersAnswer;
  expect(own.rows).toMatchObject([{ orderId: seen, gone: false, order: { id: seen } }]);
  expect(own.scope).toBe(county.cursor?.scopeHash);
  expect((await orders(county, [])).status).toBe(400);
  expect((await home.app.inject({ method: "POST", url: "/api/sync/audit", payload: {} })).statusCode).toBeGreaterThan(
    399,
  );
});
