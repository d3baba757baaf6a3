import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { orderId } from "../../../src-shared/kernel/ids.ts";
import { findAction } from "../../../src-server/store/action-store.ts";
import { wagesCase } from "../support/payloads.ts";
import { startProvince, type TestProvince } from "../support/province.ts";
import { deskOf } from "../support/story.ts";
import type { Desk } from "../support/desk.ts";

let home: TestProvince;
let hub: Desk;
beforeAll(async () => {
  home = await startProvince();
});
afterAll(() => home.close());
beforeEach(async () => {
  hub = await deskOf(home, "sd-quanneng");
});

/** Texts that a database or a printer chokes on: refused, and kept. */
const unstorable = [
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\udc00x",
  "x\ud83d",
  "\u0001",
  "\u007f",
  "\u001b[31m",
  "\u202eevil\u202c",
];

/** Texts that are only texts: taken as they are. */
const harmless = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  '"><svg/onload=alert(1)>',
  "'; drop table work_orders; --",
  '=HYPERLINK("http://evil")',
  "@SUM(1)",
  "{{7*7}} ${7*7}",
  "../../etc/passwd",
  "𠮷田·阿卜杜热合曼·麦麦提敏 㐂 𪚥",
  "👨‍👩‍👧‍👦 zero\u200bwidth",
  "__proto__",
  "constructor",
  "一".repeat(7000),
];

/** Every text of a registration, as a way to put a value there. */
function textFields(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value === "string") return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => textFields(member, [...path, key]));
}

function withText(value: unknown, [key, ...rest]: readonly string[], text: string): unknown {
  if (key === undefined) return text;
  if (Array.isArray(value))
    return value.map((item: unknown, at) => (String(at) === key ? withText(item, rest, text) : item));
  const record = value as Record<string, unknown>;
  return { ...record, [key]: withText(record[key], rest, text) };
}

test("[SV-19] a text that cannot be stored is refused in every field, kept, and never an error", async () => {
  const base = wagesCase();
  const fields = textFields(base);
  expect(fields.length).toBeGreaterThan(25);
  for (const text of unstorable) {
    const actions = fields.map((field) => hub.makeRaw("register", null, withText(base, field, text) as never));
    const { receipts } = await hub.push(...actions);
    expect(receipts.map((receipt) => receipt.code)).toEqual(fields.map(() => "malformed"));
  }
  const kept = await findAction(home.store.db, hub.id, 1);
  expect(kept?.envelope).toContain("\\u0000");
});

test("[SV-19] markup, formulas, rare characters and long texts are taken as text", async () => {
  for (const text of harmless) {
    const claim = { ...wagesCase().claim, facts: text };
    const register = hub.make("register", null, wagesCase({ claim }));
    const { receipts } = await hub.push(register);
    expect([text.slice(0, 20), receipts[0]?.verdict]).toEqual([text.slice(0, 20), "applied"]);
  }
  await hub.bootstrap();
  const facts = [...hub.mirror.values()].map((order) => order.claim.facts);
  expect(new Set(facts)).toEqual(new Set(harmless));
});

test("[SV-19] shapes that no desk sends are refused one by one", async () => {
  const register = hub.make("register", null, wagesCase());
  const order = orderId(register.id);
  const odd: Record<string, unknown>[] = [
    {},
    JSON.parse('{"__proto__":{"admin":true},"kind":"contact","text":"x","contactedWorker":true}') as Record<
      string,
      unknown
    >,
    { kind: "contact", text: "x", contactedWorker: true, extra: 1 },
    { kind: "contact", text: ["x"], contactedWorker: true },
    { kind: "contact", text: "", contactedWorker: true },
    { kind: "contact", text: " \n ", contactedWorker: true },
    { kind: "contact", text: "x".repeat(4001), contactedWorker: true },
    { kind: "contact", text: "x", contactedWorker: "yes" },
    { kind: null, text: null, contactedWorker: null },
  ];
  const { receipts } = await hub.push(register, ...odd.map((payload) => hub.makeRaw("note", order, payload)));
  expect(receipts.slice(1).map((receipt) => receipt.code)).toEqual(odd.map(() => "malformed"));
});

test("[SV-19] a number beyond JSON spoils its own action and no other", async () => {
  const register = hub.make("register", null, wagesCase());
  const spoilt = hub.makeRaw("note", orderId(register.id), { kind: "contact", text: "x", amount: 12_345 });
  const body = JSON.stringify({ protocol: 1, epoch: null, deviceId: hub.id, actions: [register, spoilt] });
  const answer = await hub.ask("POST", "/api/sync/push", body.replace("12345", "1e999"));
  expect(answer).toMatchObject({ status: 200, body: { receipts: [{ code: null }, { code: "bad-signature" }] } });
});

test("[SV-19] a megabyte of text is refused as a whole, half of one with its action", async () => {
  const huge = hub.makeRaw("note", null, { kind: "contact", text: "字".repeat(400_000), contactedWorker: true });
  expect(await hub.pushRaw([huge])).toMatchObject({ status: 400, body: { name: "bad-request" } });
  await hub.signIn();
  hub.lastHash = "";
  const large = hub.makeRaw("note", null, { kind: "contact", text: "x".repeat(500_000), contactedWorker: true });
  expect((await hub.push(large)).receipts[0]).toMatchObject({ verdict: "rejected", code: "malformed" });
});

test("[SV-19] unusual names of kinds are parked, whatever is in them", async () => {
  for (const type of ["\u0000", "<b>", "toString", "__proto__", "x".repeat(60), "\ud800"]) {
    const { receipts } = await hub.push(hub.makeRaw(type, null, {}));
    expect([receipts[0]?.verdict, receipts[0]?.code]).toEqual(["parked", "unknown-action"]);
  }
});
