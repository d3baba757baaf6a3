import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { PacketMessage } from "../../src-shared/sync/courier/packet-message.ts";
import { readSetupCode } from "../../src-shared/sync/courier/setup-code.ts";
import { importPacket } from "../../src-server/courier-import.ts";
import { readOrders } from "../../src-server/store/order-store.ts";
import { courierKeysFor, exchangePair, messagesIn, officePacket, type Pair } from "./support/packets.ts";
import { note, photo } from "./support/payloads.ts";
import { startProvince, testClock, type TestProvince } from "./support/province.ts";
import { deskOf, forwarded, type Story } from "./support/story.ts";
import { openedSetup } from "./support/setups.ts";
import { hashOf, picture } from "./support/uploading.ts";

const root = path.resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(path.join(tmpdir(), "lxq-courier-"));
const stick = mkdtempSync(path.join(tmpdir(), "lxq-stick-"));
const packet = path.join(stick, "离线包.lxqpack");
const answer = path.join(stick, "回执包.lxqpack");
let story: Story;
let reply: Pair;
let keys: Awaited<ReturnType<typeof courierKeysFor>>;
let databaseUrl: string | null = null;

/** A province that has written an order for a county, and is closed again; the county's packet lies on the stick. */
beforeAll(async () => {
  const home = await begin();
  const terminal = await deskOf(home, "sd-quanneng");
  story = await forwarded(terminal, await deskOf(home, "ta-shenhe"));
  const county = await deskOf(home, "taishan");
  reply = await exchangePair();
  keys = await courierKeysFor(terminal);
  const bytes = picture(40_000, 3);
  const actions = [
    county.make("accept", story.order, { assignment: story.countyTurn }),
    county.make("note", story.order, note("一")),
    county.make("attach", story.order, photo(hashOf(bytes), bytes.length)),
  ];
  writeFileSync(packet, await officePacket(county, { actions, files: [bytes], reply }));
  ({ databaseUrl } = home);
  await end(home);
}, 120_000);
afterAll(() => [folder, stick].forEach((place) => rmSync(place, { recursive: true, force: true })));

function begin(): Promise<TestProvince> {
  const known = databaseUrl === null ? {} : { databaseUrl };
  return startProvince({ dataFolder: folder, filesFolder: path.join(folder, "other-files"), ...known });
}

async function end(home: TestProvince): Promise<void> {
  await home.close();
}

type Ended = Readonly<{ code: number | null; words: string }>;

function command(...args: readonly string[]): Promise<Ended> {
  const { DATABASE_URL: _, ...inherited } = process.env;
  const now = new Date(testClock().at + 60_000).toISOString();
  const place = databaseUrl === null ? {} : { DATABASE_URL: databaseUrl };
  const env = { ...inherited, LXQ_DATA: folder, LXQ_NOW: now, INIT_CWD: stick, ...place };
  const child = spawn(process.execPath, [path.join(root, "src-server/courier.ts"), ...args], { env });
  let words = "";
  child.stderr.on("data", (chunk: Buffer) => (words += chunk.toString("utf8")));
  child.stdin.end();
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, words })));
}

async function deeds(): Promise<readonly string[]> {
  const home = await begin();
  const [order] = await readOrders(home.store.db, [story.order]);
  await end(home);
  return (order?.timeline ?? []).map((event) => event.type).slice(3);
}

async function answered(): Promise<readonly PacketMessage[]> {
  const messages = await messagesIn(Uint8Array.from(readFileSync(answer)), reply, keys);
  if (typeof messages === "string") throw new Error(messages);
  return messages;
}

test("[CP-31] what cannot be imported ends with one sentence, changes nothing, and leaves no file behind", async () => {
  const broken = Uint8Array.from(readFileSync(packet));
  broken[900] = (broken[900] ?? 0) ^ 1;
  const place = (name: string): string => path.join(stick, name);
  writeFileSync(place("broken.lxqpack"), broken);
  writeFileSync(place("photo.png"), picture(2000, 1));
  const home = await begin();
  const parts = { province: home.province, filesFolder: path.join(folder, "files") };
  const refused = [
    [place("photo.png"), answer, "no courier packet"],
    [place("nothing.lxqpack"), answer, "no such file"],
    [stick, answer, "no such file"],
    [packet, place("no/such/folder/a.lxqpack"), "Cannot be written"],
    [packet, packet, "cannot replace"],
  ] as const;
  for (const [file, out, sentence] of refused) {
    await expect(importPacket(parts, { file, out })).rejects.toThrow(sentence);
  }
  await end(home);
  const [ended, unknown] = await Promise.all([
    command("import", "broken.lxqpack", "--out", answer),
    command("export", packet),
  ]);
  expect([ended.code, unknown.code]).toEqual([1, 1]);
  expect(ended.words).toContain("changed");
  expect(unknown.words).toContain("Usage");
  expect(ended.words + unknown.words).not.toMatch(/\bat .*\.ts:\d+/);
  expect(await deeds()).toEqual([]);
  expect(readdirSync(stick).toSorted()).toEqual(["broken.lxqpack", "photo.png", "离线包.lxqpack"]);
  expect(readdirSync(path.join(folder, "files/packets"))).toEqual([]);
}, 120_000);

test("[CP-30] the command imports a packet and writes the return packet; the same file again has one effect", async () => {
  const first = await command("import", packet, "--out", "回执包.lxqpack");
  expect(first.words).toContain("3 steps: 3 accepted, 0 refused, 0 parked; 1 files arrived");
  expect(first.code).toBe(0);
  const before = await answered();
  expect(before.map((message) => message.kind)).toContain("orders");
  const again = await command("import", packet, "--out", answer);
  expect(again.code).toBe(0);
  const receipts = (messages: readonly PacketMessage[]) => messages.filter(({ kind }) => kind === "receipts");
  expect(receipts(before)).toMatchObject([{ receipts: [{ seq: 1 }, { seq: 2 }, { seq: 3 }] }]);
  expect(receipts(await answered())).toEqual(receipts(before));
  const home = await begin();
  const parts = { province: home.province, filesFolder: path.join(folder, "files") };
  expect(await importPacket(parts, { file: packet, out: null })).toContain("No return packet");
  await end(home);
  expect(await deeds()).toEqual(["accepted", "noted", "attached", "evidence-stored"]);
}, 120_000);

test("[CP-50] a setup packet is made from the command line, and opens with the code that it says", async () => {
  const out = path.join(stick, "安装包.lxqpack");
  const [made, unknown] = [
    await command("setup", "--username", "taishan", "--out", "安装包.lxqpack"),
    await command("setup", "--username", "nobody-here", "--out", "无.lxqpack"),
  ];
  expect([made.code, unknown.code]).toEqual([0, 1]);
  expect(unknown.words).toContain("no such account");
  const said = /(?:\d{4} ){4}\d{4}/.exec(made.words)?.[0] ?? "";
  const messages = await openedSetup(Uint8Array.from(readFileSync(out)), readSetupCode(said) ?? "");
  expect(messages).toMatchObject([
    { kind: "setup" },
    { kind: "return", profile: { username: "taishan" } },
    {},
    {},
    {},
    {},
    {},
  ]);
  expect(readdirSync(stick)).not.toContain("无.lxqpack");
}, 120_000);
