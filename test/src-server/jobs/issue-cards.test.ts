import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { issueCards } from "../../../src-server/jobs/issue-cards.ts";
import { rebuildOrders } from "../../../src-server/projection/rebuild.ts";
import { watchUnwatched, writeWatches } from "../../../src-server/store/card-watch-store.ts";
import { writeMeta } from "../../../src-server/store/meta-store.ts";
import { readOrders } from "../../../src-server/store/order-store.ts";
import { cardWatch } from "../../../src-server/store/schema.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import type { OrderId } from "../../../src-shared/kernel/ids.ts";
import { dayMs, hourMs } from "../../../src-shared/kernel/instant.ts";
import { year2027 } from "../../support/calendar-2027.ts";
import type { Desk } from "../support/desk.ts";
import { onPostgres, startProvince, type TestProvince } from "../support/province.ts";
import { deskOf, forwarded, type Story } from "../support/story.ts";

let home: TestProvince;
let hub: Desk;
let city: Desk;
let county: Desk;
let story: Story;

// Monday, 2026-03-02: the county has to accept by the end of Thursday; red from Friday, 03-06.
beforeEach(async () => {
  home = await startProvince();
  hub = await deskOf(home, "sd-quanneng");
  city = await deskOf(home, "ta-shenhe");
  county = await deskOf(home, "taishan");
  story = await forwarded(hub, city);
  await county.pull();
});
afterEach(() => home.close());

const on = (time: string): void => {
  home.clock.at = Date.parse(`${time.replace(" ", "T")}:00+08:00`);
};
async function read(order: OrderId): Promise<WorkOrder> {
  const [found] = await readOrders(home.store.db, [order]);
  if (!found) throw new Error("the order is there");
  return found;
}
const cards = async (): Promise<readonly string[]> =>
  (await read(story.order)).cards.map(({ office, clock, colour, state }) => `${office} ${clock} ${colour} ${state}`);

/** The desk is back after its session ran out; what it made and did not send stays made. */
async function back(desk: Desk): Promise<Desk> {
  const { seq } = desk;
  await desk.signIn();
  desk.seq = seq;
  return desk;
}

/** The county's computer goes on without a line: its own counter runs, whatever its clock says. */
function offlineUntil(time: string): void {
  const before = home.clock.at;
  on(time);
  county.uptimeMs += home.clock.at - before;
}

test("[CD-17] [CD-9] reminder, yellow and red come in turn, and every level above sees them at once", async () => {
  for (const day of ["2026-03-03 23:50", "2026-03-04 09:00", "2026-03-05 09:00", "2026-03-06 09:00"]) {
    on(day);
    await (await back(county)).pull();
    await issueCards(home.province);
  }
  const order = await read(story.order);
  expect(order.reminders).toMatchObject([{ clock: "accept", at: Date.parse("2026-03-04T09:00:00+08:00") }]);
  expect(await cards()).toEqual(["x370902 accept yellow standing", "x370902 accept red standing"]);
  for (const desk of [hub, city, county]) {
    await (await back(desk)).pull();
    expect(desk.mirror.get(story.order)?.cards).toEqual(order.cards);
  }
  expect(order.timeline.at(-1)).toMatchObject({ type: "card-issued", byName: "省级平台", grade: "A" });
  expect((await rebuildOrders(home.store, false)).differing).toEqual([]);
});

test("[CD-17] two processes at once issue one card", async () => {
  const second =
    onPostgres && home.databaseUrl ? await startProvince({ clock: home.clock, databaseUrl: home.databaseUrl }) : home;
  on("2026-03-06 09:00");
  await (await back(county)).pull();
  await Promise.all([home, second, home, second].map((one) => issueCards(one.province)));
  expect(await cards()).toEqual(["x370902 accept red standing"]);
  if (second !== home) await second.close();
});

test("[CD-18] begun anew after a crash, the job issues nothing twice", async () => {
  on("2026-03-06 09:00");
  await (await back(county)).pull();
  expect(await issueCards(home.province)).toBe(1);
  await writeWatches(home.store.db, [{ orderId: story.order, lookAt: 0 }]);
  expect(await issueCards(home.province)).toBe(0);
  expect((await read(story.order)).cards).toHaveLength(1);
});

test("[CD-17] an order from before there were cards is looked at too", async () => {
  await home.store.db.delete(cardWatch);
  on("2026-03-06 09:00");
  expect(await issueCards(home.province)).toBe(0);
  await watchUnwatched(home.store.db);
  expect(await issueCards(home.province)).toBe(1);
});

test("[CD-10] [CD-19] out of reach, the card is provisional; the queue arrives without a step and it is confirmed", async () => {
  offlineUntil("2026-03-06 00:01");
  await issueCards(home.province);
  expect(await cards()).toEqual(["x370902 accept red provisional"]);
  offlineUntil("2026-03-09 09:00");
  await issueCards(home.province);
  expect(await cards()).toEqual(["x370902 accept red provisional"]);
  await (await back(county)).pull();
  offlineUntil("2026-03-09 09:10");
  await issueCards(home.province);
  expect(await cards()).toEqual(["x370902 accept red standing"]);
});

test.each([0, 30, -30])(
  "[CD-12] [FT-2] five days offline, the clock off by %d days: accepted in time, the card is withdrawn",
  async (days) => {
    county.now = () => home.clock.at + days * dayMs;
    offlineUntil("2026-03-05 16:00");
    const accept = county.make("accept", story.order, { assignment: story.countyTurn });
    offlineUntil("2026-03-06 00:01");
    await issueCards(home.province);
    expect(await cards()).toEqual(["x370902 accept red provisional"]);
    offlineUntil("2026-03-07 10:00");
    await (await back(county)).push(accept);
    await issueCards(home.province);
    expect(await cards()).toEqual(["x370902 accept red withdrawn"]);
    const order = await read(story.order);
    expect(order.cards[0]?.withdrawn?.reason).toBe("acted-in-time");
    expect(order.assignments.find((turn) => turn.id === story.countyTurn)?.acceptedLate).toBe(false);
    expect(order.doubts).toEqual([]);
  },
);

test("[CD-12] [FT-2] accepted late without a line, whatever the clock says, the card stands", async () => {
  county.now = () => home.clock.at - 30 * dayMs;
  offlineUntil("2026-03-06 00:01");
  await issueCards(home.province);
  offlineUntil("2026-03-06 09:00");
  const accept = county.make("accept", story.order, { assignment: story.countyTurn });
  offlineUntil("2026-03-07 10:00");
  await (await back(county)).push(accept);
  await county.pull();
  await issueCards(home.province);
  expect(await cards()).toEqual(["x370902 accept red standing"]);
});

test.each([
  [true, "withdrawn"],
  [false, "standing"],
])("[FT-5] [FT-6] with nothing but a wall clock a person rules: in time %s, the card is %s", async (inTime, state) => {
  offlineUntil("2026-03-05 16:00");
  const evidence = { token: "", tokenBootId: "", bootId: "", tokenWallClock: 0, tokenUptimeMs: 0 };
  const accept = county.make("accept", story.order, { assignment: story.countyTurn }, { evidence });
  offlineUntil("2026-03-06 00:01");
  await issueCards(home.province);
  offlineUntil("2026-03-07 10:00");
  await (await back(county)).push(accept);
  await county.pull();
  await issueCards(home.province);
  expect(await cards()).toEqual(["x370902 accept red provisional"]);
  expect((await read(story.order)).doubts).toMatchObject([{ grade: "C", office: "x370902", ruling: null }]);
  home.clock.at += hourMs;
  const ruling = { action: accept.id, inTime, reason: "经核实值班记录" };
  expect(await (await back(hub)).act("adjudicate-time", story.order, ruling)).toMatchObject({ verdict: "applied" });
  await issueCards(home.province);
  expect(await cards()).toEqual([`x370902 accept red ${state}`]);
});

test("[CD-20] [CD-22] a new calendar moves open limits once, withdraws what is wrong, and goes on after a crash", async () => {
  const system = await deskOf(home, "sd-admin");
  on("2026-12-28 09:00");
  story = await forwarded(await back(hub), await back(city));
  const was = (await read(story.order)).assignments.map((turn) => turn.completeBy);
  expect(await issueCards(home.province)).toBeGreaterThan(0);
  const asked = {
    proposal: { kind: "calendar", year: year2027 },
    basedOn: home.province.rules.calendar.version,
    reason: "国务院通知",
  };
  const published = await (await back(system)).ask("POST", "/api/administration/publish", asked);
  expect(published.status).toBe(200);
  await issueCards(home.province);
  const order = await read(story.order);
  const limits = order.assignments.map((turn) => turn.completeBy);
  expect(limits.every((due, at) => due > (was[at] ?? due))).toBe(true);
  expect(order.timeline.at(-1)).toMatchObject({ type: "recounted", calendarVersion: order.calendarVersion });
  await writeMeta(home.store.db, "limits-counted-by", asked.basedOn);
  await issueCards(home.province);
  expect((await read(story.order)).version).toBe(order.version);
  expect((await rebuildOrders(home.store, false)).differing).toEqual([]);
});

test("[CD-27] calendars published one after the other are followed one by one, and what they gave stays", async () => {
  const system = await deskOf(home, "sd-admin");
  const publish = async (year: typeof year2027): Promise<void> => {
    const basedOn = home.province.rules.calendar.version;
    const asked = { proposal: { kind: "calendar", year }, basedOn, reason: "国务院通知" };
    const answer = await (await back(system)).ask("POST", "/api/administration/publish", asked);
    expect(answer.status).toBe(200);
    home.clock.at += hourMs;
  };
  on("2026-12-28 09:00");
  const orders = [await forwarded(await back(hub), await back(city))];
  await issueCards(home.province);
  await publish(year2027);
  orders.push(await forwarded(await back(hub), await back(city)));
  await publish({ ...year2027, days: { ...year2027.days, "2027-01-05": { off: true, name: "元旦" } } });
  orders.push(await forwarded(await back(hub), await back(city)));
  await issueCards(home.province);
  const limits = await Promise.all(
    orders.map(async ({ order }) => (await read(order)).assignments.map((turn) => [turn.acceptBy, turn.completeBy])),
  );
  expect(limits[0]).toEqual(limits[2]);
  expect(limits[1]).toEqual(limits[2]);
});

test("[CD-20] more time that is granted while the limits are being counted anew is kept", async () => {
  const system = await deskOf(home, "sd-admin");
  on("2026-12-28 09:00");
  story = await forwarded(await back(hub), await back(city));
  const { order, countyTurn: assignment } = story;
  await (await back(county)).act("accept", order, { assignment });
  await issueCards(home.province);
  const asked = await county.act("request-extension", order, { assignment, days: 7, reason: "需要取证" });
  const basedOn = home.province.rules.calendar.version;
  const proposal = { kind: "calendar", year: year2027 };
  await (await back(system)).ask("POST", "/api/administration/publish", { proposal, basedOn, reason: "国务院通知" });
  const grant = { extension: asked.actionId, granted: true, days: 7, reason: "同意" };
  const { db } = home.store;
  const transaction = db.transaction.bind(db);
  const between = vi.spyOn(db, "transaction").mockImplementationOnce(async (work, config) => {
    expect(await city.act("decide-extension", order, grant)).toMatchObject({ verdict: "applied" });
    return transaction(work, config);
  });
  await issueCards(home.province);
  between.mockRestore();
  const { assignments, timeline } = await read(order);
  expect(timeline.slice(-2).map(({ type }) => type)).toEqual(["extension-decided", "recounted"]);
  const granted = timeline.flatMap((event) => (event.type === "extension-decided" ? event.moved : []));
  const due = granted.find((limit) => limit.assignment === assignment)?.completeBy ?? Number.NaN;
  expect(assignments.find((turn) => turn.id === assignment)?.completeBy).toBeGreaterThan(due);
});

test("[CD-25] an order that cannot be worked on keeps no other from its card, and comes up again", async () => {
  const other = await forwarded(hub, city);
  const broken = { ...(await read(other.order)), assignments: null };
  await home.store.db.execute(sql`update work_orders set body = ${JSON.stringify(broken)} where id = ${other.order}`);
  on("2026-03-06 09:00");
  await (await back(county)).pull();
  await writeWatches(home.store.db, [{ orderId: other.order, lookAt: 0 }]);
  expect(await issueCards(home.province)).toBe(1);
  expect(await cards()).toEqual(["x370902 accept red standing"]);
  const [watch] = await home.store.db.select().from(cardWatch).where(eq(cardWatch.orderId, other.order));
  expect(watch?.lookAt).toBeGreaterThan(home.clock.at);
});
