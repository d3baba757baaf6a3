import { sql } from "drizzle-orm";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import type { ActionEnvelope } from "../../../src-shared/protocol/action-envelope.ts";
import type { PacketArrival } from "../../../src-shared/protocol/courier.ts";
import type { Receipt } from "../../../src-shared/protocol/sync.ts";
import { joined } from "../../../src-shared/sync/courier/web-crypto.ts";
import { disableDevice, findDevice } from "../../../src-server/store/device-store.ts";
import { readOrders } from "../../../src-server/store/order-store.ts";
import { note, photo } from "../support/payloads.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { deskOf, forwarded, type Story } from "../support/story.ts";
import { hashOf, picture } from "../support/uploading.ts";
import type { Desk } from "../support/desk.ts";
import {
  bring,
  bringRaw,
  courierKeysFor,
  exchangePair,
  messagesIn,
  officePacket,
  putPiece,
  returnOf,
  type Pair,
} from "../support/packets.ts";

let home: TestProvince;
let county: Desk;
let terminal: Desk;
let story: Story;
let reply: Pair;
beforeAll(async () => {
  home = await startProvince();
  terminal = await deskOf(home, "sd-quanneng");
  reply = await exchangePair();
});
afterAll(() => home.close());
beforeEach(async () => {
  story = await forwarded(terminal, await deskOf(home, "ta-shenhe"));
  county = await deskOf(home, "taishan");
  await county.bootstrap();
});

/** Three steps of a county that has no line: accepted, and two notes. */
function threeSteps(): readonly ActionEnvelope[] {
  return [
    county.make("accept", story.order, { assignment: story.countyTurn }),
    county.make("note", story.order, note("一")),
    county.make("note", story.order, note("二")),
  ];
}

async function stored(): Promise<WorkOrder | undefined> {
  return (await readOrders(home.store.db, [story.order]))[0];
}

async function deeds(): Promise<readonly string[]> {
  return ((await stored())?.timeline ?? []).map((event) => event.type).slice(3);
}

async function returned(arrival: PacketArrival): Promise<Exclude<Awaited<ReturnType<typeof messagesIn>>, string>> {
  const messages = await messagesIn(await returnOf(terminal, arrival), reply, await courierKeysFor(terminal));
  if (typeof messages === "string") throw new Error(messages);
  return messages;
}

function receiptsIn(messages: Awaited<ReturnType<typeof returned>>): readonly Receipt[] {
  return messages.flatMap((message) => (message.kind === "receipts" ? message.receipts : []));
}

test("[CP-10] a packet's steps are received in order, and imported twice they have one effect and the same receipts", async () => {
  const actions = threeSteps();
  const packet = await officePacket(county, { actions, reply });
  const first = await bring(terminal, packet);
  expect(first).toMatchObject({ steps: 3, accepted: 3, refused: 0, files: 0, expected: null });
  const receipts = receiptsIn(await returned(first));
  expect(receipts.map((receipt) => [receipt.actionId, receipt.seq, receipt.verdict])).toEqual(
    actions.map((action, at) => [action.id, at + 1, "applied"]),
  );
  const again = await bring(terminal, packet);
  expect(receiptsIn(await returned(again))).toEqual(receipts);
  expect(await deeds()).toEqual(["accepted", "noted", "noted"]);
});

test("[CP-11] packets out of order, late, and after the line brought a part: each step once", async () => {
  const [one, two, three] = threeSteps();
  if (!one || !two || !three) throw new Error("three steps");
  const early = await officePacket(county, { actions: [one, two], reply });
  const late = await officePacket(county, { actions: [one, two, three], reply });
  await county.push(one);
  expect(await bring(terminal, late)).toMatchObject({ accepted: 3, expected: null });
  expect(await bring(terminal, early)).toMatchObject({ accepted: 2, expected: null });
  const { receipts } = await county.push(two, three);
  expect(receipts.map((receipt) => receipt.verdict)).toEqual(["applied", "applied"]);
  expect(await deeds()).toEqual(["accepted", "noted", "noted"]);
});

test("[CP-11] a packet and a push of the same steps at one time: each step once", async () => {
  const actions = threeSteps();
  const packet = await officePacket(county, { actions, reply });
  const [arrival, pushed, twin] = await Promise.all([
    bring(terminal, packet),
    county.pushRaw(actions),
    bring(await deskOf(home, "ta-shenhe"), packet),
  ]);
  expect([arrival.accepted, twin.accepted, pushed.status]).toEqual([3, 3, 200]);
  expect(await deeds()).toEqual(["accepted", "noted", "noted"]);
});

test("[CP-12] a packet that begins beyond the next step takes nothing, and the return packet says where to go on", async () => {
  const actions = threeSteps();
  const arrival = await bring(terminal, await officePacket(county, { actions: actions.slice(1), reply }));
  expect(arrival).toMatchObject({ accepted: 0, expected: 1 });
  expect(await deeds()).toEqual([]);
  expect((await returned(arrival))[0]).toMatchObject({ kind: "return", expected: 1 });
});

test("[CP-13] files come along: they are kept, said to be there, and one that is not what it says is named", async () => {
  const bytes = picture(700_000, 7);
  const fake = Buffer.alloc(3000, 65);
  const actions = [county.make("attach", story.order, photo(hashOf(bytes), bytes.length))];
  const packet = await officePacket(county, { actions, files: [bytes, fake], reply });
  const arrival = await bring(terminal, packet);
  expect(arrival).toMatchObject({ files: 1, refusedFiles: [{ sha256: hashOf(fake), code: "file-type" }] });
  expect((await stored())?.attachments[0]).toMatchObject({ sha256: hashOf(bytes), stored: true });
  expect(await returned(arrival)).toContainEqual({ kind: "stored", files: [hashOf(bytes)] });
  expect(await bring(terminal, packet)).toMatchObject({ files: 1 });
  const download = await terminal.ask("GET", `/api/attachments/${hashOf(bytes)}`);
  expect(download.status).toBe(200);
});

test("[CP-14] what is not for this province, not from its devices, or not whole is refused and has no effect", async () => {
  const actions = threeSteps();
  const packet = await officePacket(county, { actions, reply });
  const other = await startProvince();
  const elsewhere = await deskOf(other, "sd-quanneng");
  const name = async (terminalThere: Desk, bytes: Uint8Array<ArrayBuffer>): Promise<unknown> =>
    ((await bringRaw(terminalThere, bytes)).body as { code: string; name: string }).name;
  expect(await name(elsewhere, packet)).toBe("packet-foreign");
  const keys = await courierKeysFor(elsewhere);
  expect(await name(elsewhere, await officePacket(county, { actions, reply, keys }))).toBe("packet-unknown-device");
  await other.close();
  const flipped = packet.slice();
  flipped[900] = (flipped[900] ?? 0) ^ 1;
  expect(await name(terminal, flipped)).toBe("packet-damaged");
  expect(await name(terminal, packet.slice(0, -70))).toBe("packet-damaged");
  expect(await name(terminal, joined([Uint8Array.of(1), packet]))).toBe("packet-unreadable");
  expect(await name(terminal, await officePacket(county, { actions, reply, header: { kind: "return" } }))).toBe(
    "packet-wrong-way",
  );
  expect(await name(terminal, await officePacket(county, { actions, reply, header: { from: terminal.id } }))).toBe(
    "packet-damaged",
  );
  expect(await name(terminal, await officePacket(county, { actions, reply, header: { from: "nobody" } }))).toBe(
    "packet-unknown-device",
  );
  expect(await name(terminal, await officePacket(county, { actions, reply, head: { steps: 2 } }))).toBe(
    "packet-damaged",
  );
  expect(await name(terminal, await officePacket(county, { actions, reply, head: { protocol: 99 } }))).toBe(
    "packet-too-new",
  );
  expect(await name(terminal, await officePacket(county, { actions, reply, extra: [{ kind: "tomorrow" }] }))).toBe(
    "packet-too-new",
  );
  expect(await deeds()).toEqual([]);
  await disableDevice(home.store.db, county.id, home.clock.at);
  expect(await name(terminal, packet)).toBe("account-disabled");
  expect(await deeds()).toEqual([]);
});

test("[CP-14] steps of another device in a packet are refused whole", async () => {
  const other = await deskOf(home, "ta-shenhe");
  const actions = [other.make("note", story.order, note("别人的"))];
  const answer = await bringRaw(terminal, await officePacket(county, { actions, reply }));
  expect(answer.body).toMatchObject({ name: "packet-damaged", code: "LXQ-3021" });
});

test("[CP-15] the return packet brings the orders since the office's cursor, the reference, and nothing to the terminal", async () => {
  const arrival = await bring(terminal, await officePacket(county, { actions: threeSteps(), reply }));
  const packet = await returnOf(terminal, arrival);
  expect(Buffer.from(packet).toString("utf8")).not.toContain("阿卜杜");
  expect(await messagesIn(packet, await exchangePair(), await courierKeysFor(terminal))).toBe("packet-damaged");
  const messages = await returned(arrival);
  expect(messages.map((message) => message.kind)).toEqual([
    "return",
    "receipts",
    "reference",
    "orders",
    "rows",
    "cursor",
    "end",
  ]);
  expect(messages).toContainEqual({ kind: "orders", since: county.cursor });
  const rows = messages.flatMap((message) => (message.kind === "rows" ? message.rows : []));
  expect(rows.map((row) => [row.orderId, row.version])).toEqual([[story.order, (await stored())?.version]]);
});

test("[CP-15] an office without any orders, or of another epoch, is sent all that it may see, and nothing else", async () => {
  const city = await deskOf(home, "ta-shenhe");
  for (const cursor of [null, { epoch: "another", scopeHash: "", versions: {} }]) {
    const arrival = await bring(terminal, await officePacket(county, { head: { cursor }, reply }));
    const rows = (await returned(arrival)).flatMap((message) => (message.kind === "rows" ? message.rows : []));
    expect(new Set(rows.map((row) => row.orderId))).toEqual(new Set(county.mirror.keys()));
  }
  await city.bootstrap();
  expect(city.mirror.size).toBeGreaterThanOrEqual(county.mirror.size);
});

test("[CP-15] a token for a return packet that the province did not write is no token", async () => {
  const arrival = await bring(terminal, await officePacket(county, { reply }));
  const [body = "", signature = ""] = arrival.answer.split(".");
  const asked = { ...(JSON.parse(Buffer.from(body, "base64url").toString()) as object), deviceId: terminal.id };
  const forged = `${Buffer.from(JSON.stringify(asked)).toString("base64url")}.${signature}`;
  const answer = await terminal.ask("POST", "/api/courier/answers", { answer: forged });
  expect(answer.body).toMatchObject({ name: "bad-request" });
});

test("[CP-16] a packet says nothing about the line: the office is not taken for one whose queue is empty", async () => {
  await home.store.db.execute(sql`update devices set emptied_at = null where id = ${county.id}`);
  await bring(terminal, await officePacket(county, { actions: threeSteps(), reply }));
  expect((await findDevice(home.store.db, county.id))?.emptiedAt).toBeNull();
});

test("[CP-17] a packet is brought in pieces: a lost answer, a piece twice and a hole change nothing", async () => {
  const packet = await officePacket(county, { actions: threeSteps(), reply });
  const id = randomUUID();
  const url = `/api/courier/packets/${id}`;
  expect((await putPiece(terminal, `${url}?at=0`, packet.subarray(0, 500))).body).toEqual({ received: 500 });
  expect((await putPiece(terminal, `${url}?at=900`, packet.subarray(900))).body).toEqual({ received: 500 });
  expect((await putPiece(terminal, `${url}?at=0`, packet.subarray(0, 400))).body).toEqual({ received: 500 });
  const early = await terminal.ask("POST", url, { size: packet.length });
  expect(early.body).toMatchObject({ name: "not-found" });
  expect((await putPiece(terminal, `${url}?at=500`, packet.subarray(500))).body).toEqual({ received: packet.length });
  const stranger = await deskOf(home, "ta-shenhe");
  expect((await stranger.ask("POST", url, { size: packet.length })).body).toMatchObject({ name: "not-found" });
  expect((await terminal.ask("POST", url, { size: packet.length })).status).toBe(200);
  expect((await terminal.ask("POST", url, { size: packet.length })).status).toBe(200);
  const tooFar = await putPiece(terminal, `/api/courier/packets/${randomUUID()}?at=1073741824`, packet);
  expect(tooFar.body).toMatchObject({ name: "packet-too-large" });
});
