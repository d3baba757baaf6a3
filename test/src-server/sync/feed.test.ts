import { afterAll, beforeAll, expect, test } from "vitest";
import { orderId } from "../../../src-shared/kernel/ids.ts";
import type { Profile } from "../../../src-shared/protocol/session.ts";
import type { PullAnswer } from "../../../src-shared/protocol/sync.ts";
import { pino } from "pino";
import { readResources } from "../../../src-server/store/read-resources.ts";
import { beginEpoch } from "../../../src-server/sync/begin-epoch.ts";
import { openProvince } from "../../../src-server/sync/open-province.ts";
import { scopeReader } from "../../../src-server/sync/read-actor.ts";
import { readFeed } from "../../../src-server/sync/read-feed.ts";
import { changeUser } from "../../../src-server/store/user-store.ts";
import { readOrders } from "../../../src-server/store/order-store.ts";
import { calledBack, dispatchTo, forwardTo, newTurn, note, report, wagesCase } from "../support/payloads.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { deskOf, dispatched, forwarded, fourDesks } from "../support/story.ts";
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

const rowsOf = (answers: readonly PullAnswer[]): PullAnswer["rows"] => answers.flatMap((answer) => answer.rows);

test("[VI-1, VI-20] a pull gives what changed, once, as it is now", async () => {
  for (const desk of [hub, city, county, lixia]) await desk.bootstrap();
  const { order } = await forwarded(hub, city);
  const rows = rowsOf(await hub.pull());
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ orderId: order, version: 3, gone: false, order: { state: "awaiting-acceptance" } });
  expect(rowsOf(await county.pull())).toHaveLength(1);
  expect(rowsOf(await city.pull())).toHaveLength(1);
  expect(rowsOf(await lixia.pull())).toEqual([]);
  expect(rowsOf(await hub.pull())).toEqual([]);
});

test("[VI-22, VI-23, VI-35] an order that left comes as gone to who lost it, not to who still sees it", async () => {
  const { order, countyTurn } = await forwarded(hub, city);
  for (const desk of [hub, city, county]) await desk.pull();
  await county.act("return-order", order, { assignment: countyTurn, reasonCode: "", reason: "不属本区" });
  await city.act("decide-return", order, { assignment: countyTurn, approved: true, reason: "同意" });
  const lost = rowsOf(await county.pull());
  expect(lost.at(-1)).toEqual({ orderId: order, version: 0, gone: true, order: null, movedTo: "c3709" });
  expect(county.mirror.has(order)).toBe(false);
  const kept = rowsOf(await city.pull()).filter((row) => row.orderId === order);
  expect(kept).toMatchObject([{ gone: false, order: { state: "handling" } }]);
  const turns = (await readOrders(home.store.db, [order]))[0]?.assignments;
  const again = newTurn();
  await city.act("forward", order, forwardTo("x370902", turns?.[0]?.id ?? newTurn(), again));
  await county.pull();
  expect(county.mirror.get(order)).toEqual((await readOrders(home.store.db, [order]))[0]);
});

test("[VI-5, VI-21] a page may be cut anywhere and nothing is lost", async () => {
  await city.pull();
  const register = Array.from({ length: 12 }, () => hub.make("register", null, wagesCase()));
  const dispatch = register.map((one) => hub.make("dispatch", orderId(one.id), dispatchTo("c3709", newTurn())));
  await hub.push(...register, ...dispatch);
  const answers = await city.pull(5);
  expect(answers.map((answer) => answer.more)).toEqual([true, true, false]);
  expect(new Set(rowsOf(answers).map((row) => row.orderId))).toEqual(new Set(register.map((one) => one.id)));
  const hubAnswers = await hub.pull(1);
  expect(new Set(rowsOf(hubAnswers).map((row) => row.orderId)).size).toBeGreaterThanOrEqual(12);
  expect(hub.mirror.size).toBe((await (await deskOf(home, "sd-paidan")).bootstrap())[0]?.total);
});

test("[VI-12] a change of office or of what roles may see asks for a rebase", async () => {
  const jinan = await deskOf(home, "jn-chengban");
  await jinan.bootstrap();
  const { userId } = jinan.profile;
  await changeUser(home.store.db, userId, { office: county.profile.office });
  expect(await jinan.pullRaw()).toMatchObject({ status: 409, body: { name: "rebase", code: "LXQ-3003" } });
  await jinan.bootstrap();
  expect((await jinan.pullRaw()).status).toBe(200);
  await changeUser(home.store.db, userId, { roles: ["system-administrator"] });
  expect(await jinan.pullRaw()).toMatchObject({ status: 409, body: { name: "rebase" } });
});

test("[VI-12] the account names the scope of the cursors that it gets, with another office too when it sees no orders", async () => {
  const desk = await deskOf(home, "jn-shenhe");
  const seen = new Set<unknown>();
  for (const change of [
    { office: desk.profile.office },
    { office: county.profile.office },
    { roles: ["system-administrator"] as const },
    { office: hub.profile.office },
  ]) {
    await changeUser(home.store.db, desk.profile.userId, change);
    const [page] = await desk.bootstrap();
    const { scope } = (await desk.ask("GET", "/api/session")).body as Profile;
    expect(scope).toBe(page?.cursor.scopeHash);
    seen.add(scope);
  }
  expect(seen.size).toBe(4);
});

test("[VI-10, VI-11] who only administers sees no orders", async () => {
  const admin = await deskOf(home, "sd-admin");
  expect(await admin.bootstrap()).toMatchObject([{ rows: [], total: 0, bytes: 0, next: null }]);
  const { order } = await dispatched(hub);
  expect(rowsOf(await admin.pull())).toEqual([]);
  expect((await admin.act("note", order, note("?"))).verdict).toBe("rejected");
});

test("[VI-24, VI-25] another epoch is told so; a shard that the cursor does not know starts at 0", async () => {
  const cursor = county.cursor;
  if (!cursor) throw new Error("the county has a cursor");
  const other = await county.pullRaw({ ...cursor, epoch: "older" });
  expect(other).toMatchObject({ status: 409, body: { name: "epoch-changed" } });
  const anew = await county.pullRaw({ ...cursor, versions: {} });
  expect((anew.body as PullAnswer).rows.length).toBeGreaterThan(0);
});

test("[VI-28] a cursor ahead of its shard, or of a shard that is not there, is answered with rebase", async () => {
  await county.pull();
  const cursor = county.cursor;
  const [shard] = Object.keys(cursor?.versions ?? {});
  if (!cursor || shard === undefined) throw new Error("the county has a cursor");
  const at = (versions: Record<string, number>) => county.pullRaw({ ...cursor, versions });
  const head = cursor.versions[shard] ?? 0;
  expect((await at({ [shard]: head })).status).toBe(200);
  expect(await at({ [shard]: head + 1 })).toMatchObject({ status: 409, body: { name: "rebase" } });
  expect(await at({ [shard]: head, "p37.c3799": 0 })).toMatchObject({ status: 409, body: { name: "rebase" } });
});

test("[VI-13] what an account may see is read when the pull's turn comes, not when it asked", async () => {
  const desk = await deskOf(home, "daiyue");
  await desk.bootstrap();
  const { userId } = desk.profile;
  const cursor = desk.cursor;
  if (!cursor) throw new Error("the desk has a cursor");
  const readScope = scopeReader({ userId, deviceId: desk.id });
  const pull = () => readFeed(home.province, readScope, { cursor, limit: 5 });
  expect((await pull()).ok).toBe(true);
  await changeUser(home.store.db, userId, { office: lixia.profile.office });
  expect(await pull()).toEqual({ ok: false, refusal: "rebase" });
  await changeUser(home.store.db, userId, { disabledAt: home.clock.at });
  expect(await pull()).toEqual({ ok: false, refusal: "account-disabled" });
});

test("[SV-17] an epoch is begun once, by the operator, and lasts", async () => {
  const { store, clock } = home;
  const log = pino({ level: "silent" });
  const open = () => openProvince({ store, resources: readResources(), now: clock.now, log });
  const begun = await beginEpoch(store);
  expect(begun).not.toBe(home.province.epoch);
  expect([(await open()).epoch, (await open()).epoch]).toEqual([begun, begun]);
});

test("[VI-27] no document outside the scope is on the wire", async () => {
  const secret = "只有泰安知道的事实-7c1f";
  const claim = { ...wagesCase().claim, facts: secret };
  const register = hub.make("register", null, wagesCase({ claim }));
  await hub.push(register, hub.make("dispatch", orderId(register.id), dispatchTo("c3709", newTurn())));
  const stranger = await deskOf(home, "lixia");
  const first = await stranger.ask("POST", "/api/sync/bootstrap", {
    protocol: 1,
    deviceId: stranger.id,
    after: null,
    limit: 500,
  });
  const cursor = { epoch: home.province.epoch, scopeHash: lixia.cursor?.scopeHash ?? "", versions: {} };
  const pulled = await stranger.pullRaw(cursor, 500);
  const pushed = await stranger.pushRaw([stranger.make("note", orderId(register.id), note("?"))]);
  for (const answer of [first, pulled, pushed]) {
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain(secret);
    expect(answer.text).not.toContain("阿卜杜");
  }
  await city.pull();
  expect(city.mirror.get(register.id)?.claim.facts).toBe(secret);
});

test("[VI-30, VI-32] a first sync pages through everything once, not ended first, newest first", async () => {
  for (let minutes = 1; minutes <= 3; minutes += 1) {
    home.clock.at += 60_000;
    hub.uptimeMs += 60_000;
    await dispatched(hub, "c3701");
  }
  const { order } = await dispatched(hub);
  await hub.act("terminate-order", order, { reasonCode: "", reason: "已进入仲裁" });
  const fresh = await deskOf(home, "sd-paidan");
  const pages = await fresh.bootstrap(4);
  const orders = pages.flatMap((page) => page.rows.flatMap((row) => row.order ?? []));
  expect(orders).toHaveLength(pages[0]?.total ?? -1);
  expect(new Set(orders.map((one) => one.id)).size).toBe(orders.length);
  const ended = orders.map((one) => one.state === "terminated");
  expect(ended).toEqual([...ended].sort());
  const open = orders.filter((one) => one.state !== "terminated").map((one) => one.registeredAt);
  expect(open).toEqual([...open].sort((a, b) => b - a));
  const bytes = Buffer.byteLength(JSON.stringify(orders));
  expect(Math.abs((pages.at(-1)?.bytes ?? 0) - bytes)).toBeLessThan(bytes / 10);
});

test("[VI-31] pages, changes meanwhile and the tail give the server's state", async () => {
  const fresh = await deskOf(home, "sd-huawu");
  const { order, cityTurn } = await dispatched(hub);
  const first = await fresh.ask("POST", "/api/sync/bootstrap", {
    protocol: 1,
    deviceId: fresh.id,
    after: null,
    limit: 3,
  });
  const page = first.body as Awaited<ReturnType<Desk["bootstrap"]>>[number];
  fresh.store(page.rows);
  await city.act("forward", order, forwardTo("x370911", cityTurn, newTurn()));
  const { order: born } = await dispatched(hub);
  for (let after = page.next; after !== null;) {
    const next = await fresh.ask("POST", "/api/sync/bootstrap", { protocol: 1, deviceId: fresh.id, after, limit: 3 });
    const body = next.body as typeof page;
    fresh.store(body.rows);
    after = body.next;
  }
  fresh.cursor = page.cursor;
  await fresh.pull();
  const ids = [...fresh.mirror.keys()];
  expect(ids).toContain(born);
  const stored = await readOrders(home.store.db, ids.map(orderId));
  expect(new Map(stored.map((one) => [String(one.id), one]))).toEqual(new Map(fresh.mirror));
  expect(ids).toHaveLength((await (await deskOf(home, "sd-paidan")).bootstrap())[0]?.total ?? -1);
});

test("[VI-33] a place that none of our pages ended at is refused", async () => {
  const encoded = (place: unknown): string => Buffer.from(JSON.stringify(place)).toString("base64url");
  const strange = [
    [true, 1, "x", 1, 1],
    [true, 1, "-".repeat(36), 1, 1],
    [true, 1e300, "01a21f28-73f6-74ac-b1df-9b5031bb5b7d", 1, 1],
  ];
  for (const after of ["nonsense", ...strange.map(encoded)]) {
    const answer = await hub.ask("POST", "/api/sync/bootstrap", { protocol: 1, deviceId: hub.id, after, limit: 3 });
    expect(answer).toMatchObject({ status: 400, body: { name: "bad-request" } });
  }
});

test("[VI-50, VI-51] the reference has the version of its content and names who can sign in", async () => {
  const answer = await county.ask("GET", "/api/sync/reference");
  const body = answer.body as { version: string; offices: unknown[]; colleagues: { name: string }[] };
  expect(answer.headers["etag"]).toBe(`"${body.version}"`);
  expect(body.offices.length).toBeGreaterThan(180);
  expect(body.colleagues.map((one) => one.name)).toContain("秦若谷");
  expect(body.colleagues.map((one) => one.name)).not.toContain("省级平台");
  expect(answer.text).not.toContain("argon2");
  const again = await home.app.inject({
    url: "/api/sync/reference",
    headers: { authorization: `Bearer ${county.session?.accessToken}`, "if-none-match": `W/"${body.version}"` },
  });
  expect([again.statusCode, again.body]).toEqual([304, ""]);
  expect((await county.pullRaw()).body).toMatchObject({ referenceVersion: body.version });
});

test("[VI-20] a poor callback sends the order back and everyone concerned is told", async () => {
  const { order, cityTurn } = await dispatched(hub);
  const handler = await deskOf(home, "ta-chengban");
  await handler.act("accept", order, { assignment: cityTurn });
  await handler.act("report-result", order, report(cityTurn));
  await hub.act("call-back", order, calledBack(1));
  await city.pull();
  expect(city.mirror.get(order)).toMatchObject({ state: "handling", round: 2, holder: "c3709" });
});
