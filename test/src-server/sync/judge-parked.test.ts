import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { orderId, type ActionId, type OrderId } from "../../../src-shared/kernel/ids.ts";
import type { ActionEnvelope } from "../../../src-shared/protocol/action-envelope.ts";
import type { Receipt } from "../../../src-shared/protocol/sync.ts";
import { rebuildOrders } from "../../../src-server/projection/rebuild.ts";
import { actions } from "../../../src-server/store/schema.ts";
import { readOrders } from "../../../src-server/store/order-store.ts";
import { changeUser } from "../../../src-server/store/user-store.ts";
import { judgeKnown, judgeParked } from "../../../src-server/sync/judge-parked.ts";
import type { Desk } from "../support/desk.ts";
import { note, wagesCase } from "../support/payloads.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { deskOf, dispatched } from "../support/story.ts";

let home: TestProvince;
let hub: Desk;
let versions = 0;
beforeAll(async () => {
  home = await startProvince();
});
afterAll(() => home.close());
beforeEach(async () => {
  hub = await deskOf(home, "sd-quanneng");
});

const update = (): Promise<void> => judgeParked(home.province, `next ${(versions += 1)}`);

/** Pushes actions to a province with a mistake that breaks the judging of each, so that they are parked. */
async function parked(desk: Desk, ...made: readonly ActionEnvelope[]): Promise<readonly Receipt[]> {
  const broken = vi.spyOn(home.province.reference, "rulesAt").mockImplementation(() => {
    throw new TypeError("a mistake");
  });
  const { receipts } = await desk.push(...made);
  broken.mockRestore();
  expect(receipts.map((receipt) => receipt.code)).toEqual(made.map(() => "unexpected"));
  return receipts;
}

/** As an older province would have kept it that did not know this kind of step. */
async function asUnknown(id: ActionId): Promise<void> {
  await home.store.db.update(actions).set({ code: "unknown-action", type: "unknown" }).where(eq(actions.id, id));
}

async function answersOf(desk: Desk, ...made: readonly ActionEnvelope[]) {
  return (await desk.push(...made)).receipts.map(({ verdict, code, orderVersion }) => [verdict, code, orderVersion]);
}

async function textsOf(order: OrderId): Promise<unknown[]> {
  const [stored] = await readOrders(home.store.db, [order]);
  return (stored?.timeline ?? []).flatMap((event) => (event.type === "noted" ? event.note.text : []));
}

test("[SV-26] [SV-27] after an update parked steps are applied in turn, under new numbers, and told to the feed", async () => {
  const register = hub.make("register", null, wagesCase());
  const order = orderId(register.id);
  const made = [register, hub.make("note", order, note("一")), hub.make("note", order, note("二"))];
  const before = await parked(hub, ...made);
  await asUnknown(register.id);
  const later = await hub.act("register", null, wagesCase());
  await hub.pull();
  home.clock.at += 3_600_000;
  await update();
  await hub.signIn();
  const { receipts } = await hub.push(...made);
  expect(receipts.map(({ verdict, code, orderVersion }) => [verdict, code, orderVersion])).toEqual([
    ["applied", null, 1],
    ["applied", null, 2],
    ["applied", null, 3],
  ]);
  expect(receipts[0]?.orderNumber).toMatch(/^37-2026-\d{6}$/);
  const numbers = [later, ...receipts].map((receipt) => receipt.number);
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  const times = (all: readonly Receipt[]) =>
    all.map(({ receivedAt, effectiveAt, grade }) => [receivedAt, effectiveAt, grade]);
  expect(times(receipts)).toEqual(times(before));
  await hub.pull();
  expect(hub.mirror.get(order)).toMatchObject({ version: 3, number: receipts[0]?.orderNumber });
  expect(await textsOf(order)).toEqual(["一", "二"]);
  expect((await rebuildOrders(home.store, false)).differing).toEqual([]);
});

test("[SV-26] it is done once for a version, and what nobody can judge stays parked", async () => {
  const { order } = await dispatched(hub);
  const unknown = hub.makeRaw("teleport", order, { to: "moon" });
  await hub.push(unknown);
  const noted = hub.make("note", order, note("一"));
  await judgeParked(home.province, "once");
  await parked(hub, noted);
  await judgeParked(home.province, "once");
  expect(await answersOf(hub, unknown, noted)).toEqual([
    ["parked", "unknown-action", null],
    ["parked", "unexpected", null],
  ]);
  await judgeParked(home.province, "twice");
  expect(await answersOf(hub, unknown, noted)).toEqual([
    ["parked", "unknown-action", null],
    ["applied", null, 3],
  ]);
});

test("[SV-26] what an older process parks after the update is judged by the updated ones, at a start or while they run", async () => {
  const { order } = await dispatched(hub);
  const [first, second, broken] = ["一", "二", "三"].map((text) => hub.make("note", order, note(text)));
  if (!first || !second || !broken) throw new Error("three notes");
  await judgeParked(home.province, "rolling");
  await parked(hub, first);
  await asUnknown(first.id);
  await judgeParked(home.province, "rolling");
  expect(await textsOf(order)).toEqual(["一"]);
  await parked(hub, second, broken);
  await asUnknown(second.id);
  await judgeKnown(home.province);
  expect(await answersOf(hub, first, second, broken)).toEqual([
    ["applied", null, 3],
    ["applied", null, 4],
    ["parked", "unexpected", null],
  ]);
  await update();
});

test("[SV-26] a step that still breaks its judging stays parked, the next is judged, and the province starts", async () => {
  const { order } = await dispatched(hub);
  const made = [hub.make("note", order, note("一")), hub.make("note", order, note("二"))];
  await parked(hub, ...made);
  const broken = vi.spyOn(home.province.reference, "rulesAt").mockImplementationOnce(() => {
    throw new TypeError("still a mistake");
  });
  await update();
  broken.mockRestore();
  expect(await answersOf(hub, ...made)).toEqual([
    ["parked", "unexpected", null],
    ["applied", null, 3],
  ]);
  const failing = vi.spyOn(home.province.reference, "rulesAt").mockImplementationOnce(() => {
    throw Object.assign(new Error("the disk is gone"), { code: "58030" });
  });
  const again = `next ${(versions += 1)}`;
  await judgeParked(home.province, again);
  failing.mockRestore();
  expect(await answersOf(hub, ...made.slice(0, 1))).toEqual([["parked", "unexpected", null]]);
  await judgeParked(home.province, again);
  expect(await answersOf(hub, ...made.slice(0, 1))).toEqual([["applied", null, 4]]);
});

test("[SV-27] a parked step is judged by the rights of now", async () => {
  const { order } = await dispatched(hub);
  const city = await deskOf(home, "ta-shenhe");
  const noted = city.make("note", order, note("一"));
  await parked(city, noted);
  const { userId, roles } = city.profile;
  await changeUser(home.store.db, userId, { roles: [] });
  await update();
  await changeUser(home.store.db, userId, { roles });
  expect(await answersOf(city, noted)).toEqual([["rejected", "no-right", null]]);
});

test("[SV-28] set aside, or of a disabled account, it stays; one whose copy was applied is merged", async () => {
  const { order } = await dispatched(hub);
  const [given, kept, copied] = ["一", "二", "三"].map((text) => hub.make("note", order, note(text)));
  if (!given || !kept || !copied) throw new Error("three notes");
  await parked(hub, given, kept, copied);
  await hub.act("set-aside", order, { action: given.id, reason: "已用别的办法处理" });
  await changeUser(home.store.db, hub.profile.userId, { disabledAt: home.clock.at });
  await update();
  await changeUser(home.store.db, hub.profile.userId, { disabledAt: null });
  expect(await textsOf(order)).toEqual([]);
  const other = await deskOf(home, "sd-quanneng");
  const twice = other.make("note", order, note("三"), { id: copied.id });
  expect(await answersOf(other, twice)).toEqual([["parked", "unexpected", null]]);
  await update();
  expect(await textsOf(order)).toEqual(["二", "三"]);
  expect(await answersOf(hub, given, kept, copied)).toEqual([
    ["parked", "unexpected", null],
    ["applied", null, 4],
    ["applied", null, 5],
  ]);
  expect(await answersOf(other, twice)).toEqual([["merged", null, 5]]);
});
