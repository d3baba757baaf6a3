import { createHash, createPublicKey, verify } from "node:crypto";
import Value from "typebox/value";
import { expect, test } from "vitest";

import { readIntent, todaysPayload } from "../../../src-shared/actions/read-intent.ts";
import { actionEnvelopeSchema, signedText } from "../../../src-shared/protocol/action-envelope.ts";
import { openingsRequestSchema } from "../../../src-shared/protocol/openings.ts";
import { refreshRequestSchema, signInRequestSchema } from "../../../src-shared/protocol/session.ts";
import { asCurrent, isTooOld, spokenProtocols } from "../../../src-shared/protocol/spoken-protocols.ts";
import {
  auditRequestSchema,
  bootstrapRequestSchema,
  ordersRequestSchema,
  protocolVersion,
  pullRequestSchema,
  pushRequestSchema,
} from "../../../src-shared/protocol/sync.ts";
import { orderId } from "../../../src-shared/kernel/ids.ts";
import { deskKinds, recordedProtocols } from "../../support/recorded-protocol.ts";

const recorded = recordedProtocols();
const record = "a kind of step is new: record it with node test/support/protocol-writer.ts";

test("[NV-4] this protocol and those before it are recorded, with an action of every kind that a desk sends", () => {
  expect(recorded.map(({ protocol }) => protocol)).toEqual(Array.from({ length: protocolVersion }, (_, n) => n + 1));
  const kinds = new Set(recorded.at(-1)?.actions.map((action) => action.type));
  expect(
    deskKinds.filter((type) => !kinds.has(type)),
    record,
  ).toEqual([]);
});

test.each(recorded)("[NV-4] every recorded action of protocol $protocol is read, signed and chained", (protocol) => {
  for (const device of protocol.devices) {
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: device.publicKey }, format: "jwk" });
    let previousHash = "";
    for (const action of protocol.actions.filter((one) => one.deviceId === device.deviceId)) {
      const text = Buffer.from(signedText(action));
      expect(Value.Check(actionEnvelopeSchema, action), action.type).toBe(true);
      expect(action.previousHash).toBe(previousHash);
      expect(verify(null, text, key, Buffer.from(action.signature, "base64url")), action.type).toBe(true);
      expect(readIntent(action), action.type).toMatchObject({ type: action.type });
      previousHash = createHash("sha256").update(text).digest("hex");
    }
  }
});

test.each(recorded)(
  "[NV-4] every recorded request of protocol $protocol has a shape of today",
  ({ devices, actions }) => {
    for (const { requests } of devices) {
      const push = { ...requests.push, actions: actions.slice(0, 1) };
      const read = (name: "pull" | "bootstrap" | "audit" | "orders" | "openings") =>
        asCurrent(spokenProtocols, name, requests[name]);
      expect(Value.Check(signInRequestSchema, requests.signIn)).toBe(true);
      expect(Value.Check(refreshRequestSchema, { ...requests.refresh, refreshToken: "t" })).toBe(true);
      expect(Value.Check(pushRequestSchema, asCurrent(spokenProtocols, "push", push))).toBe(true);
      expect(Value.Check(pullRequestSchema, read("pull"))).toBe(true);
      expect(Value.Check(bootstrapRequestSchema, read("bootstrap"))).toBe(true);
      expect(Value.Check(auditRequestSchema, read("audit"))).toBe(true);
      expect(Value.Check(ordersRequestSchema, read("orders"))).toBe(true);
      expect(Value.Check(openingsRequestSchema, read("openings"))).toBe(true);
    }
  },
);

test("[NV-1] the own protocol, a newer one and the two before are not too old", () => {
  const of = (current: number) => [0, 1, 2, 3, 4, 5, 6].filter((one) => isTooOld({ current, adapters: {} }, one));
  expect([of(1), of(2), of(3), of(4), of(5)]).toEqual([[0], [0], [0], [0, 1], [0, 1, 2]]);
});

test("[NV-2] a request passes every adapter between its protocol and today's, once and in order, and no other", () => {
  const mark = (protocol: number) => ({ push: (body: object) => ({ ...body, path: [...pathOf(body), protocol] }) });
  const pathOf = (body: object): readonly unknown[] => ("path" in body && Array.isArray(body.path) ? body.path : []);
  const spoken = { current: 12, adapters: { 11: mark(11), 2: mark(2), 4: mark(4), 12: mark(12) } };
  const path = (protocol: unknown): unknown => asCurrent(spoken, "push", { protocol });
  expect(path(1)).toEqual({ protocol: 1, path: [2, 4, 11] });
  expect(path(4)).toEqual({ protocol: 4, path: [4, 11] });
  expect(path(12)).toEqual({ protocol: 12 });
  expect(path(99)).toEqual({ protocol: 99 });
  expect(path(-1e15)).toEqual({ protocol: -1e15, path: [2, 4, 11] });
  expect(asCurrent(spoken, "pull", { protocol: 1 })).toEqual({ protocol: 1 });
  for (const body of [null, [], "x", 7, {}, { protocol: "1" }, { protocol: 0.5 }]) {
    expect(asCurrent(spoken, "push", body)).toEqual(body);
  }
});

const note = { kind: "contact", text: "已联系", contactedWorker: false };

test("[NV-3] a payload of an older version is read through every adapter since, and kept as it was", () => {
  const versions = {
    current: 4,
    adapters: {
      1: { note: ({ words, ...rest }: Readonly<Record<string, unknown>>) => ({ ...rest, said: words }) },
      2: { accept: () => ({}) },
      3: { note: ({ said, ...rest }: Readonly<Record<string, unknown>>) => ({ ...rest, text: said }) },
    },
  };
  const step = (actionVersion: number, payload: Readonly<Record<string, unknown>>) => ({
    type: "note",
    orderId: orderId("00000000-0000-7000-8000-000000000001"),
    actionVersion,
    payload: Object.freeze(payload),
  });
  const { text, ...rest } = note;
  const read = { type: "note", payload: note };
  expect(readIntent(step(1, { ...rest, words: text }), versions)).toMatchObject(read);
  expect(readIntent(step(2, { ...rest, said: text }), versions)).toMatchObject(read);
  expect(readIntent(step(4, note), versions)).toMatchObject(read);
  expect(readIntent(step(4, { ...rest, said: text }), versions)).toBe("malformed");
  expect(readIntent(step(5, note), versions)).toBe("unknown-action");
  expect(readIntent({ ...step(1, note), type: "dance" }, versions)).toBe("unknown-action");
  // Who shows the words of a step finds them under the names of today, whatever the step is.
  expect(todaysPayload(step(1, { words: 5 }), versions)).toMatchObject({ text: 5 });
  expect(todaysPayload(step(5, note), versions)).toEqual(note);
  expect(todaysPayload({ ...step(1, { words: "x" }), type: "dance" }, versions)).toEqual({ words: "x" });
});
