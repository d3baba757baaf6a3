import { afterAll, beforeAll, expect, test } from "vitest";

import { rebuildOrders } from "../../../src-server/projection/rebuild.ts";
import { readOrders } from "../../../src-server/store/order-store.ts";
import { inspectionPoints } from "../../../src-shared/domain/inspection/inspection.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { orderId, type OrderId } from "../../../src-shared/kernel/ids.ts";
import type { Desk } from "../support/desk.ts";
import { calledBack, dispatchTo, forwardTo, newTurn, note, photo, report, wagesCase } from "../support/payloads.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { deskOf, forwarded, fourDesks, type Story } from "../support/story.ts";
import { hashOf, picture, Uploader } from "../support/uploading.ts";

let home: TestProvince;
let hub: Desk;
let city: Desk;
let county: Desk;
let colleague: Desk;
let daiyue: Desk;
let base: string;
beforeAll(async () => {
  home = await startProvince();
  ({ hub, city, county } = await fourDesks(home));
  colleague = await deskOf(home, "taishan");
  daiyue = await deskOf(home, "daiyue");
  base = await home.listen();
});
afterAll(async () => {
  expect((await rebuildOrders(home.store, false)).differing).toEqual([]);
  await home.close();
});

const at = async (order: OrderId): Promise<WorkOrder> => {
  const [stored] = await readOrders(home.store.db, [order]);
  if (!stored) throw new Error("the order is there");
  return stored;
};
const seenBy = async (order: OrderId): Promise<{ baseVersion: number }> => ({ baseVersion: (await at(order)).version });

/** An order that Taishan saw and that was taken back from it and passed on to Daiyue meanwhile. */
async function movedOn(): Promise<Story & Readonly<{ seen: { baseVersion: number } }>> {
  const story = await forwarded(hub, city);
  const seen = await seenBy(story.order);
  const { order, cityTurn, countyTurn } = story;
  await city.act("recall", order, { assignment: countyTurn, reason: "改由岱岳区办理" });
  await city.act("forward", order, forwardTo("x370911", cityTurn, newTurn()));
  return { ...story, seen };
}

async function accepted(): Promise<Story> {
  const story = await forwarded(hub, city);
  await county.act("accept", story.order, { assignment: story.countyTurn });
  return story;
}

test("[LT-1] [LT-2] a note written before the order went elsewhere reaches the new holder as a late one", async () => {
  const { order, seen } = await movedOn();
  await county.bootstrap();
  expect(county.mirror.has(order)).toBe(false);
  expect(await county.act("note", order, note("走访了工地"), seen)).toMatchObject({ verdict: "applied" });
  await daiyue.bootstrap();
  expect(daiyue.mirror.get(order)?.timeline.at(-1)).toMatchObject({
    type: "noted",
    office: "x370902",
    afterMove: true,
    note: { text: "走访了工地" },
  });
  expect((await county.pull()).flatMap((answer) => answer.rows).filter((row) => row.order !== null)).toEqual([]);
});

test("[LT-1] [LT-9] a file of before arrives too, with its bytes, and the new holder opens it", async () => {
  const { order, seen } = await movedOn();
  const bytes = picture(3000, 9);
  const named = { ...seen, attachments: [hashOf(bytes)] };
  expect(await county.act("attach", order, photo(hashOf(bytes), bytes.length), named)).toMatchObject({
    verdict: "applied",
  });
  expect((await new Uploader(base, county).upload(bytes)).status).toBe(204);
  expect((await at(order)).attachments.at(-1)).toMatchObject({ sha256: hashOf(bytes), stored: true });
  expect((await at(order)).timeline.find((event) => event.type === "attached")).toMatchObject({ afterMove: true });
  const opened = await new Uploader(base, daiyue).download(hashOf(bytes));
  expect(Buffer.from(await opened.arrayBuffer()).equals(bytes)).toBe(true);
});

test("[LT-2] late is what somebody else has overtaken, not what follows one's own step", async () => {
  const story = await forwarded(hub, city);
  await city.act("recall", story.order, { assignment: story.countyTurn, reason: "自办" });
  const seen = await seenBy(story.order);
  await city.act("forward", story.order, forwardTo("x370902", story.cityTurn, newTurn()));
  await city.act("note", story.order, note("已电话告知区总"), seen);
  expect((await at(story.order)).timeline.at(-1)).toMatchObject({ type: "noted", afterMove: false });
  const other = await deskOf(home, "ta-chengban");
  await other.act("note", story.order, note("上午联系过职工"), seen);
  expect((await at(story.order)).timeline.at(-1)).toMatchObject({ type: "noted", afterMove: true });
  await other.act("note", story.order, note("补充"), await seenBy(story.order));
  expect((await at(story.order)).timeline.at(-1)).toMatchObject({ type: "noted", afterMove: false });
});

test("[LT-3] what was written before the order was archived is not lost for it", async () => {
  const { order, countyTurn, cityTurn } = await accepted();
  const seen = await seenBy(order);
  await county.act("report-result", order, report(countyTurn));
  await city.act("approve-result", order, { assignment: cityTurn, opinion: "" });
  await hub.act("call-back", order, calledBack(5));
  await hub.act("inspect", order, { passed: [...inspectionPoints], verdict: "pass", remarks: "" });
  expect(await hub.act("archive", order, { retentionYears: 10 })).toMatchObject({ verdict: "applied" });
  expect(await colleague.act("note", order, note("现在才写"), await seenBy(order))).toMatchObject({
    verdict: "rejected",
    code: "order-ended",
  });
  expect(await colleague.act("note", order, note("办结前走访"), seen)).toMatchObject({ verdict: "applied" });
  expect((await at(order)).timeline.at(-1)).toMatchObject({ type: "noted", afterMove: true });
  expect((await at(order)).state).toBe("archived");
  expect(await daiyue.act("note", order, note("无关单位"), seen)).toMatchObject({ code: "no-such-order" });
});

test("[LT-4] the second acceptance of an office merges, also after the order has been reported", async () => {
  const { order, countyTurn } = await accepted();
  expect(await colleague.act("accept", order, { assignment: countyTurn })).toMatchObject({ verdict: "merged" });
  await county.act("report-result", order, report(countyTurn));
  const before = await at(order);
  expect(await colleague.act("accept", order, { assignment: countyTurn })).toMatchObject({ verdict: "merged" });
  expect(await at(order)).toEqual(before);
});

test("[LT-5] the second report is a supplementary one and moves nothing", async () => {
  const { order, countyTurn } = await accepted();
  const seen = await seenBy(order);
  await county.act("report-result", order, report(countyTurn));
  const before = await at(order);
  const second = { ...report(countyTurn), opinion: "另一位同事的反馈" };
  expect(await colleague.act("report-result", order, second, seen)).toMatchObject({ verdict: "applied" });
  const after = await at(order);
  expect(after.timeline.at(-1)).toMatchObject({ type: "reported", supplementary: true, next: null });
  expect(after.reports).toHaveLength(2);
  const still = ["state", "holder", "round", "assignments", "cards"] as const;
  for (const member of still) expect(after[member]).toEqual(before[member]);
});

test("[LT-6] the second request for more time merges into the one that waits", async () => {
  const { order, countyTurn } = await accepted();
  const seen = await seenBy(order);
  const more = (days: number) => ({ assignment: countyTurn, days, reason: "等待鉴定" });
  expect(await county.act("request-extension", order, more(3))).toMatchObject({ verdict: "applied" });
  expect(await colleague.act("request-extension", order, more(5), seen)).toMatchObject({ verdict: "merged" });
  expect((await at(order)).extensions.map((one) => one.days)).toEqual([3]);
});

test("[LT-7] returns, forwarding, dispatch and recall of what has moved on are refused and have no effect", async () => {
  const { order, countyTurn, cityTurn, seen } = await movedOn();
  const before = await at(order);
  const back = { assignment: countyTurn, reasonCode: "", reason: "不属我区" };
  expect(await county.act("return-order", order, back, seen)).toMatchObject({ verdict: "rejected" });
  const taken = await accepted();
  const here = await seenBy(taken.order);
  await county.act("report-result", taken.order, report(taken.countyTurn));
  const moved = [
    await county.act("return-order", taken.order, { ...back, assignment: taken.countyTurn }, here),
    await city.act("forward", taken.order, forwardTo("x370911", taken.cityTurn, newTurn()), here),
    await hub.act("dispatch", taken.order, dispatchTo("c3701", newTurn()), here),
    await city.act("recall", taken.order, { assignment: taken.countyTurn, reason: "改派" }, here),
    await city.act("forward", order, forwardTo("x370902", cityTurn, newTurn()), seen),
  ];
  expect(moved.map(({ verdict, code }) => [verdict, code])).toEqual([
    ["rejected", "state-moved"],
    ["rejected", "state-moved"],
    ["rejected", "state-moved"],
    ["rejected", "state-moved"],
    ["rejected", "other-office"],
  ]);
  expect(await at(order)).toEqual(before);
});

test("[LT-8] what follows a refused step in the queue is judged by itself", async () => {
  const { order, countyTurn, seen } = await movedOn();
  const other = await accepted();
  const own = county.make("register", null, wagesCase());
  const { receipts } = await county.push(
    own,
    county.make("accept", order, { assignment: countyTurn }, seen),
    county.make("report-result", order, report(countyTurn), seen),
    county.make("note", order, note("仍然送达"), seen),
    county.make("report-result", other.order, report(other.countyTurn)),
    county.make("note", orderId(own.id), note("新登记的")),
  );
  expect(receipts.map(({ verdict }) => verdict)).toEqual([
    "applied",
    "rejected",
    "rejected",
    "applied",
    "applied",
    "applied",
  ]);
});
