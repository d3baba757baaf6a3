import { afterEach, beforeEach, expect, test } from "vitest";
import { issueCards } from "../../../src-server/jobs/issue-cards.ts";
import { readOrders } from "../../../src-server/store/order-store.ts";
import { readAllHeads, readSights } from "../../../src-server/store/visibility-store.ts";
import { rightsTo } from "../../../src-server/sync/publish-visibility.ts";
import { orderId, type OrderId } from "../../../src-shared/kernel/ids.ts";
import { minuteMs } from "../../../src-shared/kernel/instant.ts";
import type { Profile } from "../../../src-shared/protocol/session.ts";
import { breakingAt } from "../support/broken-store.ts";
import { countWaiting, holdFeed } from "../support/held-feed.ts";
import { dispatchTo, forwardTo, newTurn, note, wagesCase } from "../support/payloads.ts";
import { onPostgres, startProvince, type TestProvince } from "../support/province.ts";
import { deskOf, dispatched, forwarded } from "../support/story.ts";

let home: TestProvince;
beforeEach(async () => {
  home = await startProvince();
});
afterEach(() => home.close());

/** Taishan district goes from Tai'an to Jinan. */
async function move(): Promise<void> {
  const system = await deskOf(home, "sd-admin");
  const proposal = { kind: "offices", change: { type: "move", id: "x370902", parentId: "c3701" } };
  const basedOn = home.province.reference.versionOf("offices");
  const asked = { proposal, basedOn, reason: "区划调整" };
  expect((await system.ask("POST", "/api/administration/publish", asked)).status).toBe(200);
}

/** The same, and as another process the province goes on by the old tree until it is let follow. */
async function moveUnheard(): Promise<() => void> {
  const { reference } = home.province;
  const { current, rulesAt } = reference;
  const [old, rules] = [current(), rulesAt(home.clock.at)];
  await move();
  Object.assign(reference, { current: () => old, rulesAt: () => rules });
  return () => void Object.assign(reference, { current, rulesAt });
}

/** The places at which orders are shown, and those at which they ought to be. */
async function shownAndDue(orders: readonly OrderId[]): Promise<readonly [unknown, unknown]> {
  const places = new Map(home.province.offices.map(({ id, path }) => [id, path]));
  const sights = (await readSights(home.store.db, orders)).filter(({ gone }) => !gone);
  const due = (await readOrders(home.store.db, orders)).flatMap((order) =>
    rightsTo(order).offices.map((office) => `${order.id} ${places.get(office)}`),
  );
  return [sights.map((sight) => `${sight.orderId} ${sight.office}`).toSorted(), due.toSorted()];
}

/** What the district and its new city have after a first sync. */
async function heldBy(username: string): Promise<readonly string[]> {
  const desk = await deskOf(home, username);
  await desk.bootstrap();
  return [...desk.mirror.keys()].toSorted();
}

async function meetsAStep(): Promise<void> {
  const second = await startProvince({ databaseUrl: home.databaseUrl ?? "", clock: home.clock });
  const hub = await deskOf(home, "sd-quanneng");
  const [city, county] = [await deskOf(second, "ta-shenhe"), await deskOf(home, "taishan")];
  const taken = await forwarded(hub, city);
  const back = { assignment: taken.countyTurn, reasonCode: "", reason: "不属本区" };
  await county.act("return-order", taken.order, back);
  const given = await dispatched(hub);
  const takes = { assignment: taken.countyTurn, approved: true, reason: "同意" };
  const letGo = await holdFeed(home.store);
  const stepping = city.push(
    city.make("decide-return", taken.order, takes),
    city.make("forward", given.order, forwardTo("x370902", given.cityTurn, newTurn())),
  );
  await expect.poll(() => countWaiting(home.store)).toBe(1);
  const moving = move();
  await expect.poll(() => countWaiting(home.store)).toBe(2);
  await letGo();
  const [{ receipts }] = await Promise.all([stepping, moving]);
  expect(receipts.map(({ verdict }) => verdict)).toEqual(["applied", "applied"]);
  const [shown, due] = await shownAndDue([taken.order, given.order]);
  expect(shown).toEqual(due);
  expect([await heldBy("taishan"), await heldBy("jn-shenhe")]).toEqual([[given.order], [given.order]]);
  await second.close();
}
if (onPostgres) test("[AD-62] a step that commits while an office is moved is seen as it stands after it", meetsAStep);

test("[AD-29] what another process shows by the old tree after a move is shown anew at the new place", async () => {
  const hub = await deskOf(home, "sd-quanneng");
  const known = await forwarded(hub, await deskOf(home, "ta-shenhe"));
  await issueCards(home.province);
  const follow = await moveUnheard();
  const register = hub.make("register", null, wagesCase());
  const fresh = orderId(register.id);
  await hub.push(register, hub.make("dispatch", fresh, dispatchTo("x370902", newTurn())));
  await hub.act("note", known.order, note("又来电"));
  follow();
  expect(await heldBy("taishan")).toEqual([]);
  await issueCards(home.province);
  expect(await heldBy("taishan")).toEqual([]);
  home.clock.at += 2 * minuteMs;
  expect(await breakingAt(home.store, 2, () => issueCards(home.province))).toBe(true);
  expect(await heldBy("taishan")).toEqual([]);
  const city = await deskOf(home, "ta-shenhe");
  await city.bootstrap();
  expect([...city.mirror.keys()].toSorted()).toEqual([known.order, fresh].toSorted());
  await issueCards(home.province);
  const [shown, due] = await shownAndDue([known.order, fresh]);
  expect(shown).toEqual(due);
  expect(await heldBy("taishan")).toEqual([known.order, fresh].toSorted());
  await city.pull();
  expect([...city.mirror.keys()]).toEqual([known.order]);
  const heads = await readAllHeads(home.store.db);
  await issueCards(home.province);
  expect(await readAllHeads(home.store.db)).toEqual(heads);
});

test("[VI-52] a process that does not follow the move yet has desks of the office begin anew, and takes nothing from them", async () => {
  const county = await deskOf(home, "taishan");
  const { order } = await forwarded(await deskOf(home, "sd-quanneng"), await deskOf(home, "ta-shenhe"));
  await county.bootstrap();
  const follow = await moveUnheard();
  const answer = await county.pullRaw();
  expect([answer.status, answer.body]).toMatchObject([409, { name: "rebase" }]);
  county.mirror.clear();
  await county.bootstrap();
  const { scope } = (await county.ask("GET", "/api/session")).body as Profile;
  expect(scope).toBe(county.cursor?.scopeHash);
  expect([...county.mirror.keys()]).toEqual([order]);
  await county.pull();
  follow();
  await county.pull();
  expect([...county.mirror.keys()]).toEqual([order]);
});
