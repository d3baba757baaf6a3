import "fake-indexeddb/auto";
import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import type { Desk, OrderView } from "../../../src-renderer/data/desk-api.ts";
import { joins } from "../../../src-renderer/data/courier/joins.ts";
import type { Relayed } from "../../../src-renderer/data/courier/relay-packet.ts";
import { createDoor } from "../../../src-renderer/data/door.ts";
import { openLine, type Line } from "../../e2e/support/line.ts";
import { startProvince, type Province } from "../../e2e/support/province.ts";
import type { Desk as Colleague } from "../../src-server/support/desk.ts";
import { pngHead } from "../../support/png-head.ts";
import { colleague, forwardedToCounty, orderSeenBy, turnOf } from "./colleague.ts";
import { signedIn, status, until, when } from "./live-desk.ts";
import { emptyDisk, memoryPlatform, type Disk } from "./memory-platform.ts";
import { relayedBy } from "./relayed-by.ts";

let province: Province;
let line: Line;
let hub: Colleague;
let city: Colleague;
let isCut = false;
const open: Desk[] = [];
beforeAll(async () => {
  province = await startProvince();
  line = await openLine(province.url);
  hub = await colleague(province.url, "sd-quanneng");
  city = await colleague(province.url, "ta-shenhe");
});
afterEach(async () => {
  for (const desk of open.splice(0)) await desk.close();
  if (isCut) await mend();
});
afterAll(async () => {
  await line.close();
  await province.stop();
});

async function signIn(username: string, url: string, disk: Disk = emptyDisk()): Promise<Desk> {
  const desk = await signedIn(createDoor(memoryPlatform(disk, url)), username);
  open.push(desk);
  await status(desk, (one) => one.line === "online" && one.firstSync === null);
  return desk;
}

async function mend(): Promise<void> {
  await line.mend();
  isCut = false;
}

/** A county whose line is cut, with an order of its own. */
async function countyWithoutLine(): Promise<Readonly<{ county: Desk; view: OrderView }>> {
  const county = await signIn("taishan", line.url);
  const order = await forwardedToCounty(hub, city);
  const view = await when(county, order, (one) => one.order.holder === "x370902");
  await line.cut();
  isCut = true;
  county.syncNow();
  await status(county, (one) => one.line === "offline");
  return { county, view };
}

const png = Uint8Array.from([...pngHead, ...randomBytes(700_000)]);

async function threeSteps(county: Desk, { order }: OrderView): Promise<void> {
  const accept = { type: "accept", orderId: order.id, payload: { assignment: turnOf(order, "x370902") } } as const;
  const note = { kind: "contact", text: "已联系职工", contactedWorker: true } as const;
  expect(await county.submit(accept)).toMatchObject({ ok: true });
  expect(await county.submit({ type: "note", orderId: order.id, payload: note })).toMatchObject({ ok: true });
  expect(await county.attach(order.id, new File([png], "工资条.png"), "工资条")).toMatchObject({ ok: true });
}

async function written(county: Desk): Promise<Blob> {
  const packet = await county.courier.write();
  if (!packet.ok) throw new Error(packet.trouble);
  return packet.file.blob;
}

function relayed(packet: Blob, progress?: (sent: number) => void): Promise<Relayed> {
  return relayedBy(province.url, packet, progress);
}

test("[CP-20] [CP-22] [CP-23] the queue goes out by hand, and receipts and orders come back so", async () => {
  const { county, view } = await countyWithoutLine();
  const { id } = view.order;
  await threeSteps(county, view);
  const before = await until(county.courier.contents$, (one) => one.steps === 3);
  expect(before).toMatchObject({ isReady: true, files: 1, bytes: png.length, written: null });
  const packet = await county.courier.write();
  if (!packet.ok) throw new Error(packet.trouble);
  expect(packet).toMatchObject({ steps: 3, files: 1, filesLeft: 0 });
  expect(packet.file.name).toMatch(/^离线包-.*-\d{4}-\d\d-\d\d-\d\d-\d\d\.lxqpack$/);
  expect(await until(county.courier.contents$, () => true)).toMatchObject({
    steps: 3,
    written: { steps: 3, files: 1 },
  });

  const sent: number[] = [];
  const brought = await relayed(packet.file.blob, (at) => void sent.push(at));
  expect(brought.arrival).toMatchObject({ steps: 3, accepted: 3, refused: 0, files: 1, expected: null });
  expect(sent.at(-1)).toBe(packet.file.blob.size);
  const events = (await orderSeenBy(hub, id))?.timeline.map((event) => event.type);
  expect(events?.slice(3)).toEqual(["accepted", "noted", "attached", "evidence-stored"]);
  await hub.act("note", id, { kind: "other", text: "请抓紧", contactedWorker: false });

  const returned = await county.courier.open(brought.answer);
  expect(returned).toMatchObject({ ok: true, kind: "returned", receipts: 3, refused: 0, files: 1, asksAgain: false });
  const after = await when(county, id, (one) => one.queued.length === 0);
  expect(after.order.timeline.filter((event) => event.type === "accepted")).toHaveLength(1);
  expect(after.order.attachments[0]).toMatchObject({ stored: true });
  expect(await status(county, (one) => one.unsent === 0)).toMatchObject({ line: "offline" });
  const left = await until(county.courier.contents$, (one) => one.steps === 0);
  expect(left).toMatchObject({ files: 0, bytes: 0, written: null });
  expect(await county.courier.open(brought.answer)).toEqual({ ok: false, trouble: "packet-too-old" });
});

test("[CP-21] steps are exported again until receipts come, and what the line brought meanwhile counts once", async () => {
  const { county, view } = await countyWithoutLine();
  const { id } = view.order;
  await threeSteps(county, view);
  const first = await written(county);
  const second = await written(county);
  await mend();
  county.syncNow();
  await status(county, (one) => one.unsent === 0 && one.line === "online");
  expect((await relayed(second)).arrival).toMatchObject({ accepted: 3 });
  expect((await relayed(first)).arrival).toMatchObject({ accepted: 3 });
  const events = (await orderSeenBy(hub, id))?.timeline.map((event) => event.type) ?? [];
  expect(events.filter((type) => type === "noted")).toHaveLength(1);
});

const troubleOf = async (desk: Desk, file: Blob): Promise<unknown> => {
  const opened = await desk.courier.open(file);
  return opened.ok ? opened.kind : opened.trouble;
};

test("[CP-24] a packet that is not whole, not a packet, or goes the other way changes nothing", async () => {
  const { county, view } = await countyWithoutLine();
  await threeSteps(county, view);
  const { answer } = await relayed(await written(county));
  expect(await troubleOf(county, new Blob(["照片"]))).toBe("packet-unreadable");
  expect(await troubleOf(county, answer.slice(0, answer.size - 1))).toBe("packet-damaged");
  const bytes = new Uint8Array(await answer.arrayBuffer());
  bytes[bytes.length - 200] = (bytes[bytes.length - 200] ?? 0) ^ 1;
  expect(await troubleOf(county, new Blob([bytes]))).toBe("packet-damaged");
  expect(await troubleOf(county, await written(county))).toBe("unreachable");
  expect((await status(county, () => true)).unsent).toBe(3);
  expect(await troubleOf(county, answer)).toBe("returned");
});

test("[CP-22] [CP-24] any desk with a line relays a packet; the return packet is for the other computer alone", async () => {
  const { county, view } = await countyWithoutLine();
  await threeSteps(county, view);
  const packet = await written(county);
  await open.pop()?.close();
  const terminal = await signIn("sd-quanneng", province.url);
  const opened = await terminal.courier.open(packet);
  expect(opened).toMatchObject({ ok: true, kind: "relayed", arrival: { steps: 3, accepted: 3, files: 1 } });
  if (!opened.ok || opened.kind !== "relayed") throw new Error("relayed");
  expect(opened.answer.name).toMatch(/^回执包-泰山区总-/);
  expect(await troubleOf(terminal, opened.answer.blob)).toBe("packet-foreign");
});

test("[CP-24] orders join only where no change in between can be missing", () => {
  const at = (versions: Record<string, number>, epoch = "e") => ({ epoch, scopeHash: "s", versions });
  const delta = { since: at({ a: 3, b: 5 }), cursor: at({ a: 7, b: 5 }), madeAt: 100 };
  const standing = (versions: Record<string, number>, epoch = "e") => ({ cursor: at(versions, epoch), heardAt: 50 });
  expect(joins(delta, standing({ a: 3, b: 5 }))).toBe("apply");
  expect(joins(delta, standing({ a: 6, b: 5 }))).toBe("apply");
  expect(joins(delta, standing({ a: 7, b: 6 }))).toBe("known");
  expect(joins(delta, standing({ a: 2, b: 5 }))).toBe("out-of-step");
  expect(joins(delta, standing({ a: 4, b: 9 }))).toBe("out-of-step");
  expect(joins(delta, standing({ a: 3, b: 5 }, "another"))).toBe("out-of-step");
  expect(joins(delta, { cursor: null, heardAt: null })).toBe("out-of-step");
  const all = { ...delta, since: null };
  expect(joins(all, { cursor: null, heardAt: null })).toBe("apply");
  expect(joins(all, standing({ a: 9, b: 9 }, "another"))).toBe("apply");
  expect(joins(all, { ...standing({ a: 3 }), heardAt: 100 })).toBe("known");
});
