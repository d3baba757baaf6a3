import { expect, test } from "vitest";

import { actionId, deviceId, officeId, orderId, sha256, userId } from "../../../src-shared/kernel/ids.ts";
import { parseJournalEntry, type JournalEntry } from "../../../src-shared/sync/journal-entry.ts";

const id = "0199a1b2-0000-7000-8000-00000000000";
const evidence = {
  token: "t",
  bootId: "b",
  uptimeMs: 5,
  tokenUptimeMs: 1,
  tokenBootId: "b",
  wallClock: 10,
  tokenWallClock: 6,
  counter: "machine",
} as const;

const entries: readonly JournalEntry[] = [
  { kind: "device", deviceId: deviceId(`${id}1`), at: 1 },
  {
    kind: "session",
    profile: {
      userId: userId(`${id}2`),
      username: "taishan",
      name: "赵·承办",
      office: officeId("x370902"),
      officeName: "泰安市泰山区总工会",
      roles: ["handler"],
      hub: officeId("p37"),
    },
    at: 2,
  },
  {
    kind: "step",
    step: {
      id: actionId(`${id}3`),
      deviceId: deviceId(`${id}1`),
      userId: userId(`${id}2`),
      orderId: orderId(`${id}4`),
      type: "note",
      baseVersion: 3,
      actionVersion: 1,
      payload: { kind: "contact", text: "已联系𠮷先生", contactedWorker: true },
      attachments: [sha256("a".repeat(64))],
      evidence,
    },
    at: 3,
  },
  {
    kind: "sealed",
    actionId: actionId(`${id}3`),
    seal: { seq: 1, previousHash: "", signature: "s" },
    hash: "h",
    at: 4,
  },
  { kind: "withdrawn", actionId: actionId(`${id}3`), at: 5 },
  { kind: "settled", actionId: actionId(`${id}3`), at: 6 },
  { kind: "rechained", seq: 6, hash: "h", at: 7 },
  { kind: "taken-over", actionId: actionId(`${id}3`), deviceId: deviceId(`${id}5`), at: 7 },
  { kind: "numbered", count: 12, at: 7 },
];

test.each(entries)("[JF-6] a record of kind $kind says what was written", (entry) => {
  expect(parseJournalEntry(JSON.stringify(entry))).toEqual(entry);
});

test.each(['{"kind":"from-the-future","at":1}', "{", "null", '{"kind":"withdrawn","actionId":"x","at":1}', ""])(
  "[JF-5] %s is not read, and nothing breaks",
  (line) => {
    expect(parseJournalEntry(line)).toBeNull();
  },
);
