import "fake-indexeddb/auto";
import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import type { Desk, OrderView } from "../../../src-renderer/data/desk-api.ts";
import { createDoor, type WatchedDoor } from "../../../src-renderer/data/door.ts";
import { newSetupCode } from "../../../src-shared/sync/courier/setup-code.ts";
import type { UserId } from "../../../src-shared/kernel/ids.ts";
import { startProvince, type Province } from "../../e2e/support/province.ts";
import type { Desk as Colleague } from "../../src-server/support/desk.ts";
import { colleague, forwardedToCounty, orderSeenBy, turnOf } from "./colleague.ts";
import { drained, password, status, until, when } from "./live-desk.ts";
import { emptyDisk, memoryPlatform, testClock, type Disk } from "./memory-platform.ts";
import { relayedBy } from "./relayed-by.ts";

const code = newSetupCode(randomBytes(16));
const chosen = "七月流火九月授衣春日载阳";
/** Where nobody answers: a computer that has no line. */
const nowhere = "http://127.0.0.1:9";

let province: Province;
let hub: Colleague;
let city: Colleague;
let admin: Colleague;
let taishan: UserId;
const open: Desk[] = [];
beforeAll(async () => {
  province = await startProvince();
  hub = await colleague(province.url, "sd-quanneng");
  city = await colleague(province.url, "ta-shenhe");
  admin = await colleague(province.url, "ta-admin");
  taishan = (await colleague(province.url, "taishan")).profile.userId;
});
afterEach(async () => {
  for (const desk of open.splice(0)) await desk.close();
});
afterAll(() => province.stop());

/** A setup packet for 泰山区, as its administrator makes one. */
async function setupPacket(): Promise<Blob> {
  const headers = {
    "content-type": "application/json",
    authorization: `Bearer ${admin.session?.accessToken ?? ""}`,
  };
  const body = JSON.stringify({ user: taishan, password, code });
  const answer = await fetch(`${province.url}/api/courier/setups`, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.blob();
}

function doorOf(disk: Disk, url = nowhere): WatchedDoor {
  return createDoor(memoryPlatform(disk, url));
}

async function troubleOf(door: WatchedDoor, file: Blob, typed = code): Promise<string> {
  const opened = await door.openSetup(file, typed);
  return opened.ok ? "opened" : opened.trouble;
}

async function begun(door: WatchedDoor, file: Blob): Promise<Desk> {
  const opened = await door.openSetup(file, code);
  if (!opened.ok) throw new Error(opened.trouble);
  return kept(await opened.setup.begin(chosen));
}

function kept(answer: Awaited<ReturnType<WatchedDoor["signIn"]>>): Desk {
  if (!answer.ok) throw new Error(answer.trouble);
  open.push(answer.desk);
  return answer.desk;
}

async function closed(desk: Desk): Promise<void> {
  open.splice(open.indexOf(desk), 1);
  await desk.close();
}

async function accepted(desk: Desk, { order }: OrderView): Promise<void> {
  const payload = { assignment: turnOf(order, "x370902") };
  expect(await desk.submit({ type: "accept", orderId: order.id, payload })).toMatchObject({ ok: true });
}

async function packetOf(desk: Desk): Promise<Blob> {
  const packet = await desk.courier.write();
  if (!packet.ok) throw new Error(packet.trouble);
  return packet.file.blob;
}

test("[CP-44] [CP-45] [CP-49] a computer without any line begins with a packet, works, and is registered by its own", async () => {
  const order = await forwardedToCounty(hub, city);
  const disk = emptyDisk();
  const door = doorOf(disk);
  const opened = await door.openSetup(await setupPacket(), ` ${code.slice(0, 4)} ${code.slice(4)} `);
  if (!opened.ok) throw new Error(opened.trouble);
  expect(opened.setup.profile).toMatchObject({ username: "taishan", office: "x370902" });
  expect(await opened.setup.begin("taishan 123")).toMatchObject({ ok: false, trouble: "too-short" });
  expect(disk.secrets.size).toBe(0);
  const desk = kept(await opened.setup.begin(chosen));
  expect(await status(desk, () => true)).toMatchObject({ line: "offline", trouble: "never-online", unsent: 0 });
  const view = await when(desk, order, (one) => one.order.holder === "x370902");
  await accepted(desk, view);
  const note = { kind: "contact", text: "骑车去的", contactedWorker: true } as const;
  expect(await desk.submit({ type: "note", orderId: order, payload: note })).toMatchObject({ ok: true });

  const { arrival, answer } = await relayedBy(province.url, await packetOf(desk));
  expect(arrival).toMatchObject({ person: "秦若谷", steps: 2, accepted: 2, refused: 0, expected: null });
  const events = (await orderSeenBy(hub, order))?.timeline.map((event) => event.type);
  expect(events?.slice(3)).toEqual(["accepted", "noted"]);
  expect(await desk.courier.open(answer)).toMatchObject({ ok: true, kind: "returned", receipts: 2 });
  expect(await status(desk, (one) => one.unsent === 0)).toMatchObject({ trouble: "never-online" });
  expect(await desk.submit({ type: "note", orderId: order, payload: note })).toMatchObject({ ok: true });
  expect((await relayedBy(province.url, await packetOf(desk))).arrival).toMatchObject({ steps: 1, accepted: 1 });

  await desk.signOut();
  open.splice(0);
  expect(await door.signIn("taishan", `${chosen}！`)).toMatchObject({ ok: false, trouble: "wrong-credentials" });
  const again = kept(await door.signIn("Taishan ", chosen));
  await when(again, order, (one) => one.order.timeline.length > 3);
  await closed(again);

  const online = await doorOf(disk, province.url).restore();
  if (online === null) throw new Error("the account goes on");
  open.push(online);
  expect(await online.signInAgain(password)).toMatchObject({ ok: false, trouble: "wrong-credentials" });
  expect(await online.signInAgain(chosen)).toEqual({ ok: true });
  expect(await drained(online)).toMatchObject({ trouble: null });
  const notes = (await orderSeenBy(hub, order))?.timeline.filter((event) => event.type === "noted");
  expect(notes).toHaveLength(2);
}, 180_000);

test("[CP-44] [CP-47] [CP-48] a newer packet on the same computer keeps its steps, and a line that comes first registers it", async () => {
  const order = await forwardedToCounty(hub, city);
  const disk = emptyDisk();
  const desk = await begun(doorOf(disk), await setupPacket());
  await accepted(desk, await when(desk, order, (one) => one.order.holder === "x370902"));
  const early = await packetOf(desk);
  await closed(desk);
  const newer = await setupPacket();
  await expect(relayedBy(province.url, early)).rejects.toThrow("setup-revoked");
  const same = await begun(doorOf(disk), newer);
  expect(await until(same.courier.contents$, (one) => one.isReady)).toMatchObject({ steps: 1 });
  await closed(same);
  const online = kept(await doorOf(disk, province.url).signIn("taishan", chosen));
  expect(await drained(online)).toMatchObject({ trouble: null, refused: 0 });
  const events = (await orderSeenBy(hub, order))?.timeline.map((event) => event.type);
  expect(events?.slice(3)).toEqual(["accepted"]);
}, 180_000);

test("[CP-43] each way a setup packet cannot be opened has its own name, and leaves nothing behind", async () => {
  const disk = emptyDisk();
  const door = doorOf(disk);
  const packet = await setupPacket();
  const mistyped = `${code.slice(0, 19)}${(Number(code[19]) + 1) % 10}`;
  expect(await troubleOf(door, packet, mistyped)).toBe("setup-code-mistyped");
  expect(await troubleOf(door, packet, newSetupCode(randomBytes(16)))).toBe("setup-code-wrong");
  const bytes = new Uint8Array(await packet.arrayBuffer());
  bytes[bytes.length - 300] = (bytes[bytes.length - 300] ?? 0) ^ 1;
  expect(await troubleOf(door, new Blob([bytes]))).toBe("packet-damaged");
  expect(await troubleOf(door, packet.slice(0, packet.size - 1))).toBe("packet-damaged");
  expect(await troubleOf(door, new Blob(["照片"]))).toBe("packet-unreadable");
  const late = testClock();
  late.skewMs = 31 * 86_400_000;
  expect(await troubleOf(createDoor(memoryPlatform(disk, nowhere, late)), packet)).toBe("setup-expired");
  expect(disk.secrets.size).toBe(0);
  const desk = await begun(door, packet);
  expect(await desk.courier.open(packet)).toEqual({ ok: false, trouble: "packet-for-set-up" });
  const office = await packetOf(desk);
  await closed(desk);
  expect(await troubleOf(door, office)).toBe("packet-wrong-way");
}, 180_000);
