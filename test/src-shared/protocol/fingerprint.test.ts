import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { TSchema } from "typebox";
import { expect, test } from "vitest";
import { inRoot } from "../../../scripts/support/paths.ts";
import { actionVersion, payloadSchemas } from "../../../src-shared/actions/action.ts";
import { canonicalJson } from "../../../src-shared/kernel/canonical-json.ts";
import {
  actionEnvelopeSchema,
  clockEvidenceSchema,
  sealSchema,
  stepSchema,
} from "../../../src-shared/protocol/action-envelope.ts";
import { openingsAnswerSchema, openingsRequestSchema } from "../../../src-shared/protocol/openings.ts";
import { problemSchema } from "../../../src-shared/protocol/problem-code.ts";
import { referenceSchema } from "../../../src-shared/protocol/reference.ts";
import {
  profileSchema,
  refreshRequestSchema,
  sessionTokensSchema,
  signInAnswerSchema,
  signInRequestSchema,
} from "../../../src-shared/protocol/session.ts";
import {
  auditAnswerSchema,
  auditRequestSchema,
  bootstrapAnswerSchema,
  bootstrapRequestSchema,
  cursorSchema,
  feedRowSchema,
  headsEventSchema,
  ordersAnswerSchema,
  ordersRequestSchema,
  protocolVersion,
  pullAnswerSchema,
  pullRequestSchema,
  pushAnswerSchema,
  pushRequestSchema,
  receiptSchema,
} from "../../../src-shared/protocol/sync.ts";

/** Every shape that travels, by the name under which its fingerprint is kept. */
const travelling: Readonly<Record<string, TSchema>> = {
  problem: problemSchema,
  reference: referenceSchema,
  profile: profileSchema,
  "sign-in-request": signInRequestSchema,
  "sign-in-answer": signInAnswerSchema,
  "session-tokens": sessionTokensSchema,
  "refresh-request": refreshRequestSchema,
  step: stepSchema,
  seal: sealSchema,
  "action-envelope": actionEnvelopeSchema,
  "clock-evidence": clockEvidenceSchema,
  "push-request": pushRequestSchema,
  "push-answer": pushAnswerSchema,
  receipt: receiptSchema,
  cursor: cursorSchema,
  "pull-request": pullRequestSchema,
  "pull-answer": pullAnswerSchema,
  "feed-row": feedRowSchema,
  "bootstrap-request": bootstrapRequestSchema,
  "bootstrap-answer": bootstrapAnswerSchema,
  "heads-event": headsEventSchema,
  "audit-request": auditRequestSchema,
  "audit-answer": auditAnswerSchema,
  "orders-request": ordersRequestSchema,
  "orders-answer": ordersAnswerSchema,
  "openings-request": openingsRequestSchema,
  "openings-answer": openingsAnswerSchema,
  ...Object.fromEntries(Object.entries(payloadSchemas).map(([type, schema]) => [`payload ${type}`, schema])),
};

const golden = "test/src-shared/protocol/protocol-v1.json";

const fingerprint = (schema: TSchema): string =>
  createHash("sha256").update(canonicalJson(schema)).digest("hex").slice(0, 16);

const now = {
  protocolVersion,
  actionVersion,
  fingerprints: Object.fromEntries(Object.entries(travelling).map(([name, schema]) => [name, fingerprint(schema)])),
};

const whatToDo = `What travels between desk and province has changed. Desks of the field run older versions for weeks, so:
- if an older desk or province would misread it, raise protocolVersion (src-shared/protocol/sync.ts), or actionVersion
  (src-shared/actions/action.ts) for a payload, and keep reading the older one;
- if both sides read it all the same (a new optional member, a wider limit), say why in the commit.
Then write the new fingerprints into ${golden}:
${JSON.stringify(now, null, 2)}`;

test("[WP-1] what travels has not changed unnoticed", () => {
  const kept: unknown = JSON.parse(readFileSync(inRoot(golden), "utf8"));
  expect(now, whatToDo).toEqual(kept);
});

test("[WP-1] a changed bound, name or option changes the fingerprint, the order of keys does not", () => {
  const schema = { type: "object", properties: { a: { type: "string", maxLength: 3 } }, required: ["a"] };
  const same = { required: ["a"], properties: { a: { maxLength: 3, type: "string" } }, type: "object" };
  const others = [
    { ...schema, required: [] },
    { ...schema, properties: { a: { type: "string", maxLength: 4 } } },
    { ...schema, properties: { b: { type: "string", maxLength: 3 } } },
  ];
  expect(fingerprint(same)).toBe(fingerprint(schema));
  for (const other of others) expect(fingerprint(other)).not.toBe(fingerprint(schema));
});
