import { expect, test, vi } from "vitest";
import { rebuildOrders } from "../../../src-server/projection/rebuild.ts";
import { findOpenOrders, readOrders } from "../../../src-server/store/order-store.ts";
import { officeId, orderId } from "../../../src-shared/kernel/ids.ts";
import type { AdministeredUser, Preview } from "../../../src-shared/protocol/administration.ts";
import { password, type Answer } from "../support/desk.ts";
import { forwardTo, newTurn, wagesCase } from "../support/payloads.ts";
import { startProvince } from "../support/province.ts";
import { deskOf, dispatched, forwarded } from "../support/story.ts";

const at = "/api/administration";

test("[AD-65] what is sent to an office when it has just been merged is judged by the new tree", async () => {
  const home = await startProvince();
  const system = await deskOf(home, "sd-admin");
  const security = await deskOf(home, "sd-anquan");
  const city = await deskOf(home, "ta-shenhe");
  const { order, cityTurn } = await dispatched(await deskOf(home, "sd-quanneng"));
  const { users } = (await security.ask("GET", `${at}/users`)).body as { users: AdministeredUser[] };
  for (const { id } of users.filter(({ office }) => office === "x370902")) {
    await security.ask("POST", `${at}/users`, { password, change: { type: "disable", id } });
  }
  const { reference } = home.province;
  const follow = reference.refresh;
  const answers: unknown[] = [];
  const after = vi.fn(async () => {
    // The second look comes when the merge is committed and this process does not follow it yet.
    if (after.mock.calls.length === 2) {
      const { code } = await city.act("forward", order, forwardTo("x370902", cityTurn, newTurn()));
      answers.push(code, home.province.rules.offices.find(officeId("x370902"))?.successor);
    }
    return follow();
  });
  vi.spyOn(reference, "refresh").mockImplementation(after);
  const proposal = { kind: "offices", change: { type: "merge", id: "x370902", into: "x370911" } };
  const asked = { proposal, basedOn: reference.versionOf("offices"), reason: "测试" };
  expect((await system.ask("POST", `${at}/publish`, asked)).status).toBe(200);
  expect(answers).toEqual(["unknown-office", "x370911"]);
  expect(await readOrders(home.store.db, [order])).toMatchObject([{ holder: "c3709" }]);
  await home.close();
});

test("[AD-38] who closes an office says where its open orders go, and none is without a holder", async () => {
  const home = await startProvince();
  const system = await deskOf(home, "sd-admin");
  const security = await deskOf(home, "sd-anquan");
  const hub = await deskOf(home, "sd-quanneng");
  const city = await deskOf(home, "ta-shenhe");
  const county = await deskOf(home, "taishan");
  const waiting = await forwarded(hub, city);
  const handled = await forwarded(hub, city);
  await county.act("accept", handled.order, { assignment: handled.countyTurn });
  const own = orderId((await county.act("register", null, wagesCase())).orderId);
  const { users } = (await security.ask("GET", `${at}/users`)).body as { users: AdministeredUser[] };
  for (const { id } of users.filter(({ office }) => office === "x370902")) {
    await security.ask("POST", `${at}/users`, { password, change: { type: "disable", id } });
  }
  const basedOn = home.province.reference.versionOf("offices");
  const publish = (change: object): Promise<Answer> =>
    system.ask("POST", `${at}/publish`, { proposal: { kind: "offices", change }, basedOn, reason: "机构改革" });
  const close = { type: "close", id: "x370902" };
  expect((await publish(close)).body).toMatchObject({ name: "office-busy" });
  expect((await publish({ ...close, ordersTo: "x370902" })).body).toMatchObject({ name: "office-misplaced" });
  expect((await publish({ ...close, ordersTo: "x999999" })).body).toMatchObject({ name: "unknown-office" });
  const proposal = { kind: "offices", change: { ...close, ordersTo: "c3709" } };
  const seen = (await system.ask("POST", `${at}/preview`, { proposal })).body as Preview;
  expect(seen.heldCount).toBe(3);
  expect((await publish(proposal.change)).status).toBe(200);
  const orders = await findOpenOrders(home.store.db, () => true);
  expect(orders).toHaveLength(3);
  for (const order of orders) {
    expect(order).toMatchObject({ holder: "c3709" });
    expect(order.timeline.at(-1)).toMatchObject({ type: "turns-moved", from: "x370902", to: "c3709" });
  }
  expect(orders.map(({ id }) => id).toSorted()).toEqual([waiting.order, handled.order, own].toSorted());
  const closed = home.province.rules.offices.find(officeId("x370902"));
  expect(closed).toMatchObject({ closedOn: "2026-03-02" });
  expect(closed).not.toHaveProperty("successor");
  await city.pull();
  const turn = city.mirror.get(handled.order)?.assignments.at(-1)?.id;
  if (turn === undefined) throw new Error("the turn went along");
  const on = forwardTo("x370911", turn, newTurn());
  expect(await city.act("forward", handled.order, on)).toMatchObject({ code: null, verdict: "applied" });
  expect((await rebuildOrders(home.store, false)).differing).toEqual([]);
  await home.close();
});
