import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import type { TSchema } from "typebox";
import Value from "typebox/value";
import { expect, test } from "vitest";

import { inRoot } from "../../scripts/support/paths.ts";
import { parseIntent } from "../../src-shared/actions/action.ts";
import { attachmentTypes } from "../../src-shared/domain/work-order/attachment.ts";
import { actionEnvelopeSchema, clockEvidenceSchema, signedText } from "../../src-shared/protocol/action-envelope.ts";
import type { ActionEnvelope, ClockEvidence } from "../../src-shared/protocol/action-envelope.ts";
import { problemCode, problemKinds, problemSchema, isProblemName } from "../../src-shared/protocol/problem-code.ts";
import { signInAnswerSchema, signInRequestSchema } from "../../src-shared/protocol/session.ts";
import {
  auditAnswerSchema,
  auditRequestSchema,
  headsEventSchema,
  maxPushActions,
  maxPushBytes,
  protocolVersion,
  pullAnswerSchema,
  pullRequestSchema,
  pushAnswerSchema,
  verdicts,
} from "../../src-shared/protocol/sync.ts";
import { gradeClock } from "../../src-shared/sync/clock-evidence.ts";
import { digestsOf, sumOf } from "../../src-shared/sync/digest.ts";
import { canonical, digestOf, seal, sha256, type Step } from "./client/seal.ts";

const page = readFileSync(inRoot("docs/sync.md"), "utf8");

/** The examples of the page by their names; one name may stand over several. */
const examples = [...page.matchAll(/^```[a-z]+ ([a-z0-9-]+)\n([\s\S]*?)^```$/gm)].map(([, name, text]) => ({
  name: name ?? "",
  text: text ?? "",
}));
const textsOf = (name: string): readonly string[] =>
  examples.filter((one) => one.name === name).map(({ text }) => text);

function textOf(name: string): string {
  const [text, ...others] = textsOf(name);
  if (text === undefined || others.length > 0) throw new Error(`one example ${name} is expected`);
  return text;
}

const read = <Value>(name: string): Value => JSON.parse(textOf(name)) as Value;

const shapes: Readonly<Record<string, TSchema>> = {
  "sign-in-request": signInRequestSchema,
  "sign-in-answer": signInAnswerSchema,
  "push-answer": pushAnswerSchema,
  "pull-request": pullRequestSchema,
  "pull-answer": pullAnswerSchema,
  "audit-request": auditRequestSchema,
  "audit-answer": auditAnswerSchema,
  "vector-action-1": actionEnvelopeSchema,
  "vector-action-2": actionEnvelopeSchema,
  problem: problemSchema,
};
const otherwiseChecked = [
  ...["vector-key", "vector-signed-text-1", "vector-hash-1", "vector-hash-2"],
  ...["vector-digest", "vector-times", "heads-event", "tus"],
];

test("[SC-2] no block of the page is without a check, and no check without its block", () => {
  const fences = [...page.matchAll(/^```/gm)].length;
  expect(fences).toBe(2 * examples.length);
  expect([...new Set(examples.map(({ name }) => name))].toSorted()).toEqual(
    [...Object.keys(shapes), ...otherwiseChecked].toSorted(),
  );
});

test.each(Object.entries(shapes))(
  "[SC-2] the example of a %s has the shape that travels, and nothing besides",
  (name, shape) => {
    for (const text of textsOf(name)) {
      const example: unknown = JSON.parse(text);
      expect([...Value.Errors(shape, example)]).toEqual([]);
      expect(Value.Clean(shape, structuredClone(example))).toEqual(example);
    }
  },
);

/** The PKCS #8 form of an Ed25519 seed, which node:crypto reads. */
const ed25519Head = Buffer.from("302e020100300506032b657004220420", "hex");
const { seed, publicKey } = read<{ seed: string; publicKey: string }>("vector-key");
const der = Buffer.concat([ed25519Head, Buffer.from(seed, "hex")]);
const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });

test("[SC-2] texts, hashes and signatures of the vectors are the product's and the second client's", () => {
  expect(createPublicKey(key).export({ format: "jwk" }).x).toBe(publicKey);
  let previousHash = "";
  for (const at of [1, 2]) {
    const action = read<ActionEnvelope>(`vector-action-${at}`);
    const { signature, seq, previousHash: previous, ...step } = action;
    const text = signedText(action);
    const hash = createHash("sha256").update(text, "utf8").digest("hex");
    expect(hash).toBe(textOf(`vector-hash-${at}`).trim());
    expect(sign(null, Buffer.from(text, "utf8"), key).toString("base64url")).toBe(signature);
    expect([seq, previous]).toEqual([at, previousHash]);
    expect(parseIntent(action)).toMatchObject({ type: action.type });
    expect(seal(step satisfies Step, { seq, previousHash: previous }, key)).toEqual({ action, hash });
    previousHash = hash;
  }
  const { signature: _, ...unsigned } = read<ActionEnvelope>("vector-action-1");
  expect(canonical(unsigned)).toBe(textOf("vector-signed-text-1").trim());
});

type DigestVector = Readonly<{
  orders: readonly (readonly [string, number])[];
  whole: object;
  parts: Readonly<Record<string, object>>;
  empty: object;
}>;

test("[SC-2] digests of the vectors are the product's and the second client's", () => {
  const { orders, whole, parts, empty } = read<DigestVector>("vector-digest");
  const digests = digestsOf(orders.map(([id, version]) => ({ id, version })));
  expect([sumOf(digests), digestOf(orders)]).toEqual([whole, whole]);
  expect([sumOf([]), digestOf([])]).toEqual([empty, empty]);
  digests.forEach((digest, at) => expect(digest).toEqual(parts[at] ?? empty));
});

type TimeVector = Partial<ClockEvidence> &
  Readonly<{ lastPull: number | null; receivedAt: number; effectiveAt: number; grade: string }>;

test("[SC-2] the times of the vectors are those that the province counts, one of each grade at least", () => {
  const { evidence } = read<ActionEnvelope>("vector-action-1");
  const vectors = read<readonly TimeVector[]>("vector-times");
  for (const { lastPull, receivedAt, effectiveAt, grade, ...change } of vectors) {
    const claimed = { ...evidence, ...change };
    const tokenTime = claimed.token === "" ? null : evidence.tokenWallClock;
    const witness = { tokenTime, chainIntact: true, previousEffectiveAt: null, emptiedAt: lastPull, receivedAt };
    expect(gradeClock(claimed, witness)).toEqual({ effectiveAt, grade });
  }
  expect(new Set(vectors.map(({ grade }) => grade))).toEqual(new Set(["A", "B", "C", "D"]));
});

test("[SC-2] the event of the stream is one, and the second block is a heartbeat", () => {
  const [event, heartbeat] = textOf("heads-event").split("\n\n");
  const [name, data] = event?.split("\n") ?? [];
  expect(name).toBe("event: heads");
  expect(Value.Check(headsEventSchema, JSON.parse(data?.replace("data: ", "") ?? ""))).toBe(true);
  expect(heartbeat).toBe(":");
});

/** The first cells of the rows of a table, by a word of its head. */
function tableUnder(head: string): readonly string[] {
  const [, table] = page.split(head);
  const rows = table?.split("\n\n")[0]?.split("\n").slice(2) ?? [];
  return rows.map((row) => row.split(" | ")[0] ?? "");
}
const codesIn = (cell: string): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map((one) => one[1] ?? "");

test("[SC-2] the tables name every verdict, every member of the evidence, and problems as they are", () => {
  expect(tableUnder("| verdict | meaning | the client |").flatMap(codesIn)).toEqual(verdicts);
  const members = tableUnder("| member of `evidence` | what it is |").flatMap(codesIn);
  expect(members.toSorted()).toEqual(Object.keys(clockEvidenceSchema.properties).toSorted());
  const named = [...page.matchAll(/`([a-z-]+)` \((\d{3})/g)];
  expect(named.length).toBeGreaterThan(8);
  for (const [, name = "", status] of named) {
    expect(isProblemName(name), name).toBe(true);
    if (isProblemName(name)) expect([name, problemKinds[name].status]).toEqual([name, Number(status)]);
  }
  const problem = read<{ name: "busy" }>("problem");
  const { status, meaning, next } = problemKinds[problem.name];
  expect(problem).toMatchObject({ code: problemCode(problem.name), status, title: meaning, next });
});

test("[SC-2] numbers, kinds of files and limits in the text are the code's", () => {
  expect(page).toContain(`this page is about protocol **${protocolVersion}**`);
  expect(page).toContain(`at most ${maxPushActions} actions or ${maxPushBytes / 1024} KB of JSON`);
  const listed = page.slice(page.indexOf("its `type` is one of"), page.indexOf("and its first bytes"));
  expect(codesIn(listed).filter((one) => one !== "type")).toEqual(attachmentTypes);
  const metadata = /Upload-Metadata: sha256 (\S+)…,name (\S+),type (\S+)/.exec(textOf("tus"))?.slice(1) ?? [];
  expect(metadata.map((one) => Buffer.from(one, "base64").toString())).toEqual([
    expect.stringMatching(/^[0-9a-f]{12}$/),
    "说明.txt",
    "text/plain",
  ]);
});

test("[SC-2] what is recorded of protocol 1 is sealed as the page says", () => {
  type Recorded = Readonly<{
    devices: readonly Readonly<{ deviceId: string; publicKey: string }>[];
    actions: readonly ActionEnvelope[];
  }>;
  const { devices, actions } = JSON.parse(readFileSync(inRoot("test/resources/protocol-1.json"), "utf8")) as Recorded;
  for (const { deviceId } of devices) {
    let end = "";
    for (const { signature: _, ...unsigned } of actions.filter((action) => action.deviceId === deviceId)) {
      expect(unsigned.previousHash).toBe(end);
      end = sha256(canonical(unsigned));
    }
  }
});
