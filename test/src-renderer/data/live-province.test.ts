import "fake-indexeddb/auto";
import { randomBytes, randomUUID } from "node:crypto";
import { firstValueFrom } from "rxjs";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";

import type { PayloadOf } from "../../../src-shared/actions/action.ts";
import { contactId, type OrderId } from "../../../src-shared/kernel/ids.ts";
import type { Desk, OrderView } from "../../../src-renderer/data/desk-api.ts";
import { createDoor, type WatchedDoor } from "../../../src-renderer/data/door.ts";
import { openLine, type Line } from "../../e2e/support/line.ts";
import { startProvince, type Province } from "../../e2e/support/province.ts";
import { pngHead } from "../../support/png-head.ts";
import { wagesCase } from "../../support/order-steps.ts";
import type { Desk as Colleague } from "../../src-server/support/desk.ts";
import { colleague, forwardedToCounty, orderSeenBy, turnOf } from "./colleague.ts";
import { drained, password, signedIn, status, until, when } from "./live-desk.ts";
import { emptyDisk, loseIndexedDb, memoryPlatform, type Disk } from "./memory-platform.ts";

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
afterEach(async () => {
  vi.restoreAllMocks();
  await open?.close();
  line.capture(null);
});
afterAll(async () => {
  await line.close();
  await province.stop();
});

const doorTo = (disk: Disk): WatchedDoor => createDoor(memoryPlatform(disk, line.url));

async function signIn(username: string, disk: Disk = emptyDisk()): Promise<Desk> {
  open = await signedIn(doorTo(disk), username);
  return open;
}

async function restore(disk: Disk): Promise<Desk> {
  open = await doorTo(disk).restore();
  if (!open) throw new Error("the desk does not open");
  return open;
}

async function ok(result: ReturnType<Desk["submit"]>): Promise<OrderId> {
  const saved = await result;
  if (!saved.ok) throw new Error(saved.refusal);
  return saved.orderId;
}

async function cut(desk: Desk): Promise<void> {
  await line.cut();
  desk.syncNow();
  await status(desk, (one) => one.line === "offline");
}

async function mend(desk: Desk): Promise<void> {
  await line.mend();
  desk.syncNow();
}

function wages(): PayloadOf<"register"> {
  return { ...wagesCase, contact: { ...wagesCase.contact, id: contactId(randomUUID()) } };
}

const accept = (desk: Desk, { order }: OrderView) =>
  ok(desk.submit({ type: "accept", orderId: order.id, payload: { assignment: turnOf(order, "x370902") } }));
const note = (desk: Desk, orderId: OrderId, text: string) =>
  desk.submit({ type: "note", orderId, payload: { kind: "contact", text, contactedWorker: true } });
const forwardedHere = async (desk: Desk): Promise<OrderView> => {
  const order = await forwardedToCounty(hub, city);
  return when(desk, order, (view) => view.order.holder === "x370902");
};

const png = Uint8Array.from([...pngHead, ...randomBytes(600_000)]);

/** What the county does without a line: three steps and a photo. */
async function dayOffline(county: Desk, view: OrderView): Promise<void> {
  const { id } = view.order;
  await accept(county, view);
  expect(await note(county, id, "  已联系\r\n职工\u0000 ")).toMatchObject({ ok: true });
  expect(await county.attach(id, new File([png], "工资条.png"), "工资条照片")).toMatchObject({ ok: true });
  const recoveredCents = { wages: 1_066_000, compensation: 0, socialInsurance: 0, workInjury: 0 };
  const words = { opinion: "已付清。", legalBasis: "", replyToWorker: "", promised: false, promisedBy: "" };
  const payload = {
    assignment: turnOf(view.order, "x370902"),
    result: "solved",
    recoveredCents,
    workersBenefited: 1,
    ...words,
  };
  await ok(county.submit({ type: "report-result", orderId: id, payload }));
}

test("[OB-21] [OB-17] [OB-6] a county works a day without a line, is closed, and all arrives in order and once", async () => {
  const disk = emptyDisk();
  const first = await signIn("taishan", disk);
  await drained(first);
  const view = await forwardedHere(first);
  const { id } = view.order;
  await cut(first);
  await dayOffline(first, view);
  const shown = await when(first, id, (one) => one.order.state === "awaiting-review");
  expect(shown.queued.map((one) => one.step.type)).toEqual(["accept", "note", "attach", "report-result"]);
  await first.close();

  const county = await restore(disk);
  const again = await when(county, id, (one) => one.queued.length === 4);
  expect(again.order.timeline.find((event) => event.type === "noted")).toMatchObject({
    note: { text: "已联系\n职工" },
  });
  // Whether the line has been tried already or not: nothing worse is told than that it is cut.
  expect([null, "unreachable"]).toContain((await status(county, (one) => one.unsent === 4)).trouble);
  await mend(county);
  await drained(county);
  const seen = await orderSeenBy(hub, id);
  const events = ["registered", "dispatched", "forwarded", "accepted", "noted", "attached", "reported"];
  expect(seen?.timeline.map((event) => event.type).slice(0, 7)).toEqual(events);
  const mine = await when(county, id, (one) => one.queued.length === 0);
  const receipts = [...mine.receipts.values()];
  expect(receipts.map(({ verdict, seq }) => `${verdict} ${seq}`)).toEqual([1, 2, 3, 4].map((seq) => `applied ${seq}`));
  await when(county, id, (one) => one.order.attachments[0]?.stored === true);
  await city.act("approve-result", id, { assignment: turnOf(mine.order, "c3709"), opinion: "同意" });
  await when(county, id, (one) => one.order.state === "awaiting-callback");
}, 60_000);

test("[LS-15] IndexedDB is lost while steps wait: rebuilt from the journal, told once, and nothing is lost", async () => {
  const disk = emptyDisk();
  const first = await signIn("taishan2", disk);
  await drained(first);
  const view = await forwardedHere(first);
  await cut(first);
  await accept(first, view);
  const registered = await ok(first.register(wages()));
  await first.close();
  await loseIndexedDb();
  const desk = await restore(disk);
  expect(await firstValueFrom(desk.sync$)).toMatchObject({ unsent: 2, recovered: { steps: 2 } });
  const mine = await when(desk, registered, () => true);
  expect(mine.order.number).toBeNull();
  expect(mine.order.provisionalNumber).toMatch(/^临-[0-9A-F]{4}-0001$/);
  await mend(desk);
  await drained(desk);
  await when(desk, view.order.id, (one) => one.order.state === "handling" && one.queued.length === 0);
  const numbered = await when(desk, registered, (one) => one.order.number !== null);
  expect(numbered.order.number).toMatch(/^37-\d{4}-\d{6}$/);
  desk.dismissRecovery();
  expect(await firstValueFrom(desk.sync$)).toMatchObject({ recovered: null });
}, 60_000);

test("[OB-9] [OB-12] [OB-13] a step that came too late is refused, stays in the tray, and becomes a step of its own", async () => {
  const disk = emptyDisk();
  const first = await signIn("taishan", disk);
  await drained(first);
  const view = await forwardedHere(first);
  const { id } = view.order;
  await cut(first);
  await accept(first, view);
  await hub.act("terminate-order", id, { reasonCode: "no-cooperation", reason: "职工拒绝配合" });
  await mend(first);
  await drained(first);
  expect(await until(first.queue$, (queue) => queue.some((one) => one.stage === "refused"))).toBeDefined();
  await first.close();
  const desk = await restore(disk);
  const queue = await until(desk.queue$, (all) => all.some((one) => one.stage === "refused"));
  const refused = queue.find((one) => one.stage === "refused");
  expect(refused).toMatchObject({ receipt: { verdict: "rejected", code: "order-ended" } });
  const action = refused?.step.id;
  if (!action) throw new Error("no refused step");
  await when(desk, id, (one) => one.order.state === "terminated");
  expect(await desk.sendAgain(action)).toMatchObject({ ok: false });
  expect(await desk.setAside(action, "已终止")).toMatchObject({ ok: true });
  expect(await status(desk, (one) => one.refused === 0)).toBeDefined();
  await drained(desk);
}, 60_000);

test("[OB-18] the session is ended elsewhere: the queue survives and drains after the password", async () => {
  const disk = emptyDisk();
  const desk = await signIn("daiyue", disk);
  await drained(desk);
  await cut(desk);
  const order = await ok(desk.register(wages()));
  await desk.close();
  for (const name of disk.secrets.keys())
    if (name.startsWith("session.")) disk.secrets.set(name, "a-token-that-is-none");
  await line.mend();
  const again = await restore(disk);
  expect(await status(again, (one) => one.trouble === "signed-out")).toMatchObject({ unsent: 1 });
  expect(await again.signInAgain("not the password")).toMatchObject({ ok: false, trouble: "wrong-credentials" });
  expect(await again.signInAgain(password)).toEqual({ ok: true });
  await drained(again);
  await when(again, order, (one) => one.order.number !== null && one.queued.length === 0);
}, 60_000);

test("[VI-50] offices and rules are fetched once for a new computer, and not again while they stay as they are", async () => {
  const answers: string[] = [];
  const real = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const answer = await real(input, init);
    if (answer.url.endsWith("/api/sync/reference")) answers.push(`${answer.status}`);
    return answer;
  });
  const disk = emptyDisk();
  const first = await signIn("taishan", disk);
  await drained(first);
  await expect.poll(() => answers).toEqual(["200", "304"]);
  await first.close();
  await restore(disk);
  await expect.poll(() => answers).toEqual(["200", "304", "304"]);
});

test("[OB-19] a captive portal is told from the province and changes nothing", async () => {
  const desk = await signIn("lixia");
  await drained(desk);
  line.capture("<html><body>Hotel WLAN: please sign in</body></html>");
  await ok(desk.register(wages()));
  desk.syncNow();
  expect(await status(desk, (one) => one.trouble === "not-the-province")).toMatchObject({ unsent: 1, line: "offline" });
  line.capture(null);
  desk.syncNow();
  await drained(desk);
}, 60_000);

// Without a stream the desk asks every 30 s, and with one every 5 minutes: what comes within the wait came by the stream.
test("[OB-20] what a colleague does is told by the stream, again and again", async () => {
  const desk = await signIn("taishan");
  await drained(desk);
  for (let turn = 0; turn < 5; turn += 1) {
    const order = await forwardedToCounty(hub, city);
    await when(desk, order, (view) => view.order.holder === "x370902");
  }
}, 60_000);

test("[LS-9] another page takes the desk over: the first one closes, the second goes on with the same queue", async () => {
  const disk = emptyDisk();
  const here = doorTo(disk);
  const opened = await here.signIn("taishan", password);
  if (!opened.ok) throw new Error(opened.trouble);
  await drained(opened.desk);
  await cut(opened.desk);
  const order = await ok(opened.desk.register(wages()));
  const there = doorTo(disk);
  expect([await there.elsewhere(), await there.restore()]).toEqual([true, null]);
  await there.takeOver();
  expect(await until(here.takenOver$, (taken) => taken)).toBe(true);
  await opened.desk.close();
  open = await there.restore();
  if (!open) throw new Error("the desk was not taken over");
  expect((await when(open, order, () => true)).queued).toHaveLength(1);
  expect(await there.elsewhere()).toBe(false);
  await mend(open);
  await drained(open);
}, 60_000);
