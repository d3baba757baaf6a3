import { Check } from "typebox/value";
import { expect, test } from "vitest";
import { refusals } from "../../../src-shared/domain/refusal.ts";
import { actionId, deviceId, orderId, sha256, userId } from "../../../src-shared/kernel/ids.ts";
import { actionEnvelopeSchema, signedText, type ActionEnvelope } from "../../../src-shared/protocol/action-envelope.ts";
import {
  isProblemName,
  problemCode,
  problemKinds,
  problemSchema,
  retiredProblemNumbers,
} from "../../../src-shared/protocol/problem-code.ts";
import { pushRequestSchema, widestPush } from "../../../src-shared/protocol/sync.ts";
import { idOf } from "../../support/orders.ts";

const anAction: ActionEnvelope = {
  id: actionId(idOf("action", 1)),
  deviceId: deviceId(idOf("user", 2)),
  seq: 1,
  userId: userId(idOf("user", 1)),
  orderId: orderId(idOf("action", 3)),
  type: "accept",
  baseVersion: 4,
  actionVersion: 1,
  payload: { assignment: idOf("turn", 1) },
  attachments: [sha256("a".repeat(64))],
  evidence: {
    token: "t",
    bootId: "b",
    uptimeMs: 10,
    tokenUptimeMs: 5,
    tokenBootId: "b",
    wallClock: 1_770_000_000_000,
    tokenWallClock: 1_770_000_000_000,
    counter: "machine",
  },
  previousHash: "",
  signature: "s",
};

const entries = Object.entries(problemKinds);

test("[WP-2] numbers are given once, and never again", () => {
  const numbers = entries.map(([, { number }]) => number);
  expect(new Set(numbers).size).toBe(numbers.length);
  for (const retired of retiredProblemNumbers) expect(numbers).not.toContain(retired);
});

test.each(entries)("[WP-2] %s: its kind, its status and its words", (_, { number, status, meaning, next }) => {
  expect(number >= 1000 && number < 6000).toBe(true);
  expect(status >= 400 && status < 600).toBe(true);
  expect(meaning).toMatch(/^[A-Z].*\.$/);
  expect(next).toMatch(/^[A-Z].*\.$/);
});

test.each(refusals)("[WP-2] the refusal %s is a problem of the second thousand", (refusal) => {
  expect(Math.floor(problemKinds[refusal].number / 1000)).toBe(2);
});

test("[WP-5] a code is read aloud, a stranger's name is none", () => {
  expect(problemCode("state-moved")).toBe("LXQ-2003");
  for (const name of ["", "constructor", "__proto__", "toString", "State-Moved"])
    expect(isProblemName(name)).toBe(false);
  expect(isProblemName("state-moved")).toBe(true);
  const { status } = problemKinds["state-moved"];
  const problem = { name: "state-moved", code: "LXQ-2003", status, title: "…", next: "…", requestId: "r1" };
  expect(Check(problemSchema, problem)).toBe(true);
  expect(Check(problemSchema, { ...problem, retryAfterMs: 1000 })).toBe(true);
  expect(Check(problemSchema, { ...problem, retryAfterMs: -1 })).toBe(false);
});

test("[WP-3] the signed text covers every member but the signature", () => {
  const signed = signedText(anAction);
  expect(signedText({ ...anAction, signature: "another" } as ActionEnvelope)).toBe(signed);
  const covered = Object.keys(actionEnvelopeSchema.properties).filter((name) => name !== "signature");
  expect(Object.keys(JSON.parse(signed) as object).sort()).toEqual([...covered].sort());
  for (const name of covered) {
    const changed = { ...anAction, [name]: "another" } as ActionEnvelope;
    expect(signedText(changed), name).not.toBe(signed);
  }
});

test("[WP-3] the order of keys in a payload does not matter, their values do", () => {
  const one = signedText({ ...anAction, payload: { a: 1, b: { c: 2, d: 3 } } });
  expect(signedText({ ...anAction, payload: { b: { d: 3, c: 2 }, a: 1 } })).toBe(one);
  expect(signedText({ ...anAction, payload: { a: 1, b: { c: 2, d: 4 } } })).not.toBe(one);
});

test("[WP-4] a push carries one to 500 actions", () => {
  const push = (count: number): unknown => ({
    protocol: 1,
    epoch: null,
    deviceId: anAction.deviceId,
    actions: Array<ActionEnvelope>(count).fill(anAction),
  });
  expect([0, 1, widestPush.actions, widestPush.actions + 1].map((n) => Check(pushRequestSchema, push(n)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

const bent: readonly [string, Record<string, unknown>][] = [
  ["a member too many", { more: 1 }],
  ["seq 0", { seq: 0 }],
  ["half a seq", { seq: 1.5 }],
  ["a payload that is a list", { payload: [] }],
  ["no payload", { payload: null }],
  ["a file that is no hash", { attachments: ["../x"] }],
  ["21 files", { attachments: Array<string>(21).fill("a".repeat(64)) }],
  ["an empty type", { type: "" }],
  ["a long type", { type: "x".repeat(61) }],
  ["a wall clock that is no date", { evidence: { ...anAction.evidence, wallClock: 1e300 } }],
  ["an endless uptime", { evidence: { ...anAction.evidence, uptimeMs: 1e300 } }],
];

test.each(bent)("[WP-4] an envelope with %s is refused", (_, change) => {
  expect(Check(actionEnvelopeSchema, { ...anAction, ...change })).toBe(false);
});

test("[WP-4] what the payload says is judged later", () => {
  for (const payload of [{}, { assignment: 1 }, { deep: [[[[]]]] }, { "": null }])
    expect(Check(actionEnvelopeSchema, { ...anAction, type: "unheard-of", payload })).toBe(true);
  const hostile: unknown = JSON.parse('{"__proto__":{"isAdmin":true}}');
  expect(Check(actionEnvelopeSchema, { ...anAction, payload: hostile })).toBe(true);
});

test("[WP-4] clocks far off are taken as they are", () => {
  for (const wallClock of [-1, 0, Date.UTC(1900, 0), Date.UTC(2200, 0)])
    expect(Check(actionEnvelopeSchema, { ...anAction, evidence: { ...anAction.evidence, wallClock } })).toBe(true);
});
