import "fake-indexeddb/auto";
import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { apiPath } from "../../../src-renderer/data/api-path.ts";
import type { Desk, OrderView } from "../../../src-renderer/data/desk-api.ts";
import { createDoor } from "../../../src-renderer/data/door.ts";
import { actionId, type OrderId } from "../../../src-shared/kernel/ids.ts";
import { openLine, type Line } from "../../e2e/support/line.ts";
import { startProvince, type Province } from "../../e2e/support/province.ts";
import type { Desk as Colleague } from "../../src-server/support/desk.ts";
import { forwardTo, newTurn, report } from "../../src-server/support/payloads.ts";
import { pngHead } from "../../support/png-head.ts";
import { colleague, forwardedToCounty, orderSeenBy, turnOf } from "./colleague.ts";
import { drained, password, signedIn, status, until, when } from "./live-desk.ts";
import { emptyDisk, memoryPlatform } from "./memory-platform.ts";

let open: Desk | null = null;
let province: Province;
let line: Line;
let hub: Colleague;
let city: Colleague;
beforeAll(async () => {
  province = await startProvince();
  line = await openLine(province.url);
  hub = await colleague(province.url, "sd-quanneng");
  city = await colleague(province.url, "ta-shenhe");
});
afterEach(async () => open?.close());
afterAll(async () => {
  await line.close();
  await province.stop();
});

async function deskOf(username: string, url = province.url): Promise<Desk> {
  const desk = await signedIn(createDoor(memoryPlatform(emptyDisk(), url)), username);
  open = desk;
  await drained(desk);
  return desk;
}

const note = (desk: Desk, orderId: OrderId, text: string) =>
  desk.submit({ type: "note", orderId, payload: { kind: "visit", text, contactedWorker: false } });

/** What Taishan does without a line on an order that it has: it accepts, writes, photographs and reports. */
async function worksOffline(county: Desk, { order }: OrderView): Promise<void> {
  const assignment = turnOf(order, "x370902");
  const png = Uint8Array.from([...pngHead, ...randomBytes(2000)]);
  const done = [
    await county.submit({ type: "accept", orderId: order.id, payload: { assignment } }),
    await note(county, order.id, "走访了工地"),
    await county.attach(order.id, new File([png], "现场.png"), "现场照片"),
    await county.submit({ type: "report-result", orderId: order.id, payload: report(assignment) }),
  ];
  expect(done.map((one) => one.ok)).toEqual([true, true, true, true]);
}

/** The city takes the order back meanwhile and passes it to Daiyue. */
async function movesOn(order: OrderId): Promise<void> {
  const seen = await orderSeenBy(city, order);
  if (!seen) throw new Error("the city sees the order");
  const recalled = await city.act("recall", order, { assignment: turnOf(seen, "x370902"), reason: "改由岱岳区办理" });
  expect(recalled).toMatchObject({ verdict: "applied" });
  const passed = await city.act("forward", order, forwardTo("x370911", turnOf(seen, "c3709"), newTurn()));
  expect(passed).toMatchObject({ verdict: "applied" });
}

test("[LT-1] [LT-11] [LT-12] [LT-21] what an office did without a line on an order that went elsewhere reaches the new holder", async () => {
  const county = await deskOf("taishan", line.url);
  const id = await forwardedToCounty(hub, city);
  const view = await when(county, id, (one) => one.order.holder === "x370902");
  await line.cut();
  county.syncNow();
  await status(county, (one) => one.line === "offline");
  await worksOffline(county, view);
  await movesOn(id);
  await line.mend();
  county.syncNow();
  await drained(county);
  await until(county.order$(id), (one) => one === null);
  expect(await county.handedOver(id)).toMatchObject({ to: "x370911" });

  const queue = await until(county.queue$, (steps) => steps.filter((one) => one.stage === "refused").length === 2);
  const [accept, noted, attached, reported] = queue.filter((one) => one.step.orderId === id);
  expect([noted, attached].map((one) => one?.receipt?.verdict)).toEqual(["applied", "applied"]);
  expect([accept, reported].map((one) => one?.receipt?.code)).toEqual(["other-office", "assignment-moved"]);
  const refused = reported?.step.id ?? actionId("");
  expect(await county.asNote(refused, "原反馈：已追回欠薪")).toMatchObject({ ok: true });
  await drained(county);
  expect(await county.setAside(accept?.step.id ?? actionId(""), "")).toMatchObject({ ok: true });
  await until(county.queue$, (steps) => steps.every((one) => one.stage !== "refused"));

  const isStored = async () => (await orderSeenBy(hub, id))?.attachments[0]?.stored;
  await expect.poll(isStored).toBe(true);
  // Open RxDB has room for the collections of one desk at a time.
  await county.close();
  const daiyue = await deskOf("daiyue");
  const here = await when(daiyue, id, (one) => one.order.attachments[0]?.stored === true);
  const late = here.order.timeline.filter((event) => event.office === "x370902");
  expect(late.map((event) => event.type)).toEqual(["noted", "attached", "noted"]);
  for (const event of late) expect(event).toMatchObject({ afterMove: true });
  await until(daiyue.counts$, (counts) => counts["late-records"] === 1);
  daiyue.opened(id);
  await until(daiyue.counts$, (counts) => counts["late-records"] === 0);
});

test("[RC-2] [RC-4] an order opened without a line is told when there is one, and the office below hears of it", async () => {
  const upper = await deskOf("ta-shenhe", line.url);
  const county = await colleague(province.url, "taishan");
  const id = await forwardedToCounty(hub, city);
  const given = await orderSeenBy(county, id);
  if (!given) throw new Error("the county sees the order");
  await county.act("accept", id, { assignment: turnOf(given, "x370902") });
  const { order } = await when(upper, id, (one) => one.order.state === "handling");
  await county.pull();
  await line.cut();
  upper.syncNow();
  await status(upper, (one) => one.line === "offline");
  upper.opened(id);
  await line.mend();
  upper.syncNow();
  const told = await when(upper, id, (one) => (one.order.openings ?? []).length > 0);
  expect(told.order.openings).toMatchObject([{ office: "c3709", version: order.version }]);
  const rows = (await county.pull()).flatMap((answer) => answer.rows).filter((row) => row.orderId === id);
  expect(rows).toMatchObject([{ version: order.version, openings: told.order.openings }]);
});

test("[LS-63] other roles are told once, with the steps that go on, until it is put away; the same ones again are not", async () => {
  const county = await deskOf("taishan", line.url);
  const { userId, roles } = county.profile;
  const admin = await colleague(province.url, "sd-anquan");
  const given = (to: typeof roles) =>
    admin.ask("POST", apiPath.users, { password, change: { type: "roles", id: userId, roles: to } });
  expect(await given(["handler"])).toMatchObject({ status: 200 });
  county.syncNow();
  const { happened } = await status(county, (one) => one.happened.length > 0);
  expect(happened).toMatchObject([{ what: "account-changed", n: 0 }]);
  await expect.poll(() => county.profile.roles).toEqual(["handler"]);
  county.dismissHappening("account-changed");
  expect(await county.signInAgain(password)).toEqual({ ok: true });
  expect((await drained(county)).happened).toEqual([]);
  expect(await given(roles)).toMatchObject({ status: 200 });
});
