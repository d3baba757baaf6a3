import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import type { UserId } from "../../../src-shared/kernel/ids.ts";
import type { PacketArrival } from "../../../src-shared/protocol/courier.ts";
import { findDevice } from "../../../src-server/store/device-store.ts";
import { readOrders } from "../../../src-server/store/order-store.ts";
import { changeUser, findUserByName } from "../../../src-server/store/user-store.ts";
import type { Desk } from "../support/desk.ts";
import {
  bring,
  bringRaw,
  courierKeysFor,
  exchangePair,
  messagesIn,
  officePacket,
  returnOf,
} from "../support/packets.ts";
import type { Pair, PacketWishes } from "../support/packets.ts";
import { note } from "../support/payloads.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { askForSetup, beginWith, chosen, code, fullHash, openedSetup, register } from "../support/setups.ts";
import type { Newcomer } from "../support/setups.ts";
import { deskOf, forwarded, type Story } from "../support/story.ts";

let home: TestProvince;
let terminal: Desk;
let admin: Desk;
let reply: Pair;
let keys: Awaited<ReturnType<typeof courierKeysFor>>;
let story: Story;
let hash: string;
let taishan: UserId;
beforeAll(async () => {
  home = await startProvince();
  terminal = await deskOf(home, "sd-quanneng");
  admin = await deskOf(home, "ta-admin");
  reply = await exchangePair();
  keys = await courierKeysFor(terminal);
  hash = await fullHash(chosen);
  const user = await findUserByName(home.store.db, "taishan");
  if (!user) throw new Error("a demo account");
  taishan = user.id;
});
afterAll(() => home.close());
beforeEach(async () => {
  story = await forwarded(terminal, await deskOf(home, "ta-shenhe"));
});

async function newcomer(): Promise<Newcomer> {
  return beginWith(home, (await askForSetup(admin, taishan)).packet, hash);
}

/** Two steps of a desk that was never online, in a packet that asks to be registered. */
function firstPacket(
  { desk, application }: Newcomer,
  more: Partial<PacketWishes> = {},
): ReturnType<typeof officePacket> {
  const actions = [
    desk.make("accept", story.order, { assignment: story.countyTurn }),
    desk.make("note", story.order, note("骑车去的")),
  ];
  return officePacket(desk, { actions, reply, keys, application, ...more });
}

async function deeds(): Promise<readonly string[]> {
  const [order] = await readOrders(home.store.db, [story.order]);
  return (order?.timeline ?? []).map((event) => event.type).slice(3);
}

async function nameOf(packet: Promise<Uint8Array<ArrayBuffer>>): Promise<unknown> {
  return ((await bringRaw(terminal, await packet)).body as { name?: string }).name;
}

async function lastAudit(): Promise<readonly string[]> {
  const auditor = await deskOf(home, "sd-shenji");
  const answer = await auditor.ask("GET", "/api/administration/audit");
  return (answer.body as { entries: { action: string }[] }).entries.map((entry) => entry.action);
}

test("[CP-41] an administrator of the account makes its setup packet with the own password, and revokes it", async () => {
  const name = async (by: Desk, user: UserId, body: object = {}): Promise<unknown> =>
    (await askForSetup(by, user, body)).name;
  expect(await name(await deskOf(home, "taishan"), taishan)).toBe("no-right");
  expect(await name(admin, admin.profile.userId)).toBe("no-right");
  expect(await name(admin, terminal.profile.userId)).toBe("no-right");
  expect(await name(admin, taishan, { password: "not this one at all" })).toBe("wrong-password");
  expect(await name(admin, taishan, { code: "1234" })).toBe("bad-request");
  const early = await newcomer();
  expect((await askForSetup(await deskOf(home, "sd-anquan"), taishan)).status).toBe(200);
  expect(await lastAudit()).toEqual(expect.arrayContaining(["setup-made"]));
  const users = async () =>
    ((await admin.ask("GET", "/api/administration/users")).body as { users: { id: string; setupUntil: number }[] })
      .users;
  const shown = async () => (await users()).find((user) => user.id === taishan)?.setupUntil;
  expect(await shown()).toBe(home.clock.at + 30 * 86_400_000);
  expect(await nameOf(firstPacket(early))).toBe("setup-revoked");
  const revoke = () => admin.ask("POST", "/api/courier/setups/revoke", { user: taishan });
  expect((await revoke()).status).toBe(204);
  expect((await revoke()).body).toMatchObject({ name: "nothing-changed" });
  expect(await shown()).toBeNull();
  expect((await lastAudit())[0]).toBe("setup-revoked");
  expect(await deeds()).toEqual([]);
});

test("[CP-42] the packet holds keys, profile, reference and orders, and nothing of it is read without its code", async () => {
  const { packet } = await askForSetup(admin, taishan);
  const text = Buffer.from(packet).toString("utf8");
  for (const word of ["阿卜杜", "taishan", code]) expect(text).not.toContain(word);
  const messages = await openedSetup(packet);
  if (typeof messages === "string") throw new Error(messages);
  expect([...new Set(messages.map(({ kind }) => kind))]).toEqual([
    ...["setup", "return", "reference", "orders", "rows", "cursor", "end"],
  ]);
  expect(messages[1]).toMatchObject({
    epoch: home.province.epoch,
    profile: { username: "taishan", office: "x370902" },
  });
  expect(messages[2]).toMatchObject({ reference: { courier: keys } });
  const rows = messages.flatMap((message) => (message.kind === "rows" ? message.rows : []));
  expect(rows.map((row) => row.orderId)).toContain(story.order);
  const county = await deskOf(home, "taishan");
  await county.bootstrap();
  expect(new Set(rows.map((row) => row.orderId))).toEqual(new Set(county.mirror.keys()));
});

test("[CP-43] a changed packet and a wrong code are told apart", async () => {
  const { packet } = await askForSetup(admin, taishan);
  const wrong = `${code.startsWith("1") ? "2" : "1"}${code.slice(1)}`;
  expect(await openedSetup(packet, wrong)).toBe("packet-locked");
  const changed = packet.slice();
  changed[packet.length - 300] = (changed[packet.length - 300] ?? 0) ^ 1;
  expect(await openedSetup(changed)).toBe("packet-damaged");
  expect(await openedSetup(packet.slice(0, -1))).toBe("packet-damaged");
});

test("[CP-45] [CP-46] the first packet registers the device with the chosen password; again it changes nothing", async () => {
  const before = await deskOf(home, "taishan");
  const one = await newcomer();
  const packet = await firstPacket(one);
  const arrival: PacketArrival = await bring(terminal, packet);
  expect(arrival).toMatchObject({ person: "秦若谷", steps: 2, accepted: 2, refused: 0 });
  expect(await deeds()).toEqual(["accepted", "noted"]);
  expect((await lastAudit())[0]).toBe("setup-used");
  expect((await before.ask("GET", "/api/sync/reference")).status).toBe(401);
  const returned = await messagesIn(await returnOf(terminal, arrival), reply, keys);
  if (typeof returned === "string") throw new Error(returned);
  expect(returned.map(({ kind }) => kind)).toContain("receipts");
  expect(await bring(terminal, packet)).toMatchObject({ accepted: 2 });
  const third = one.desk.make("note", story.order, note("后来的"));
  const { application } = one;
  expect(
    await bring(terminal, await officePacket(one.desk, { actions: [third], reply, keys, application })),
  ).toMatchObject({ accepted: 1 });
  const twin = await beginWith(home, (await askForSetup(admin, taishan)).packet, hash);
  const copied = { ...twin, application };
  expect(await nameOf(firstPacket(copied))).toBe("setup-used");
  expect(await findDevice(home.store.db, twin.desk.id)).toBeNull();
  const online = await one.desk.ask("POST", "/api/session", one.desk.signInBody({ password: chosen }));
  expect(online.body).toMatchObject({ lastSeq: 3 });
  expect(await deeds()).toEqual(["accepted", "noted", "noted"]);
});

test("[CP-47] what was not made here, expired, revoked or disabled is refused whole; a newer packet brings the steps", async () => {
  const one = await newcomer();
  const forged = { ...one, application: { ...one.application, ticket: "A".repeat(43) } };
  expect(await nameOf(firstPacket(forged))).toBe("setup-unknown");
  const stranger = { ...one, application: { ...one.application, setup: "01890000-0000-7000-8000-0000000000d1" } };
  one.desk.seq = 0;
  one.desk.lastHash = "";
  expect(await nameOf(firstPacket(stranger))).toBe("setup-unknown");
  one.desk.seq = 0;
  one.desk.lastHash = "";
  const another = firstPacket(one, { head: { userId: terminal.profile.userId } });
  expect(await nameOf(another)).toBe("setup-unknown");
  one.desk.seq = 0;
  one.desk.lastHash = "";
  const packet = await firstPacket(one);
  await changeUser(home.store.db, taishan, { disabledAt: home.clock.at });
  expect(await nameOf(Promise.resolve(packet))).toBe("account-disabled");
  expect((await askForSetup(admin, taishan)).name).toBe("account-disabled");
  await changeUser(home.store.db, taishan, { disabledAt: null });
  home.clock.at += 30 * 86_400_000;
  terminal = await deskOf(home, "sd-quanneng");
  admin = await deskOf(home, "ta-admin");
  expect(await nameOf(Promise.resolve(packet))).toBe("setup-expired");
  expect(await findDevice(home.store.db, one.desk.id)).toBeNull();
  expect(await nameOf(firstPacket(one, { header: { kind: "office" } }))).toBe("packet-unknown-device");
  const { application } = await beginWith(home, (await askForSetup(admin, taishan)).packet, hash);
  one.desk.seq = 0;
  one.desk.lastHash = "";
  expect(await bring(terminal, await firstPacket({ ...one, application }))).toMatchObject({ accepted: 2 });
});

test("[CP-48] over a line that came first the desk registers itself, once, and signs in as the same device", async () => {
  const one = await newcomer();
  expect((await register(home, one)).status).toBe(204);
  expect((await register(home, one)).status).toBe(204);
  const other = await beginWith(home, (await askForSetup(admin, taishan)).packet, hash);
  expect((await register(home, { ...other, application: one.application })).body).toMatchObject({ name: "setup-used" });
  const online = await one.desk.ask("POST", "/api/session", one.desk.signInBody({ password: chosen }));
  expect(online.body).toMatchObject({ lastSeq: 0, profile: { username: "taishan" } });
});
