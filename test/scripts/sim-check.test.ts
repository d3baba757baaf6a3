import { expect, test } from "vitest";
import type { TSchema } from "typebox";
import Value from "typebox/value";

import { payloadSchemas } from "../../src-shared/actions/action.ts";
import { journalEntrySchema } from "../../src-shared/sync/journal-entry.ts";
import { toldOrderSchema } from "../../src-shared/protocol/told-orders.ts";
import { Check } from "../sim/world/compiled-check.ts";
import { storyAt, wagesCase } from "../support/order-steps.ts";

const { timeline, id, openings } = storyAt("handling").now;
const device = { kind: "device", deviceId: "00000000-0000-7000-9000-000000000001", at: 1 };
const receipt = { kind: "receipt", receipt: { actionId: id, seq: 1, verdict: "applied" }, at: 1 };

const cases: readonly (readonly [TSchema, object])[] = [
  [payloadSchemas.register, { ...wagesCase }],
  [toldOrderSchema, { events: timeline, from: 0, orderId: id, openings }],
  [journalEntrySchema, device],
  [journalEntrySchema, receipt],
];

/** A document with one thing wrong: for each member, without it, and with something else in its place. */
function* damaged(value: unknown): Generator<unknown> {
  yield value;
  for (const other of [null, "", -1, 1e999, [], {}, "\u0000", undefined]) yield other;
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    for (const other of damaged(member))
      yield Array.isArray(value) ? value.with(Number(key), other) : { ...value, [key]: other };
    if (!Array.isArray(value)) yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
  }
  if (!Array.isArray(value)) yield { ...value, stranger: 1 };
}

test("[SM-6] the compiled check of shapes says what the product's own says, of sound and of damaged documents", () => {
  for (const [schema, document] of cases) {
    const answers = [...damaged(document)].map((one) => [Value.Check(schema, one), Check(schema, one), one] as const);
    expect(answers.filter(([own, compiled]) => own !== compiled)).toEqual([]);
    expect(new Set(answers.map(([own]) => own))).toContain(false);
  }
});
