import "fake-indexeddb/auto";
import Value from "typebox/value";
import { afterEach, expect, test } from "vitest";

import { push } from "../../../src-renderer/data/errands.ts";
import { submit } from "../../../src-renderer/data/submit.ts";
import { pushAnswerSchema, type Receipt } from "../../../src-shared/protocol/sync.ts";
import { parseJournalEntry } from "../../../src-shared/sync/journal-entry.ts";
import { storyAt } from "../../support/order-steps.ts";
import { errandsOf } from "./desk-errands.ts";
import { deskParts, noteOn, receiptFor, row, type Parts } from "./desk-parts.ts";
import { clockWords, PushProvince } from "./push-province.ts";

let parts: Parts | null = null;
afterEach(async () => parts?.close());

/** What a province of the years to come may say of a step. */
const novel = { verdict: "postponed", grade: "Z", code: "await-the-moon" } as unknown as Partial<Receipt>;

test("[NV-5] this desk, too old one day, drains although receipts have verdicts and grades that it does not know", async () => {
  const { now: order } = storyAt("handling");
  const desk = await deskParts();
  parts = desk;
  await desk.mirror.store([row(order)], desk.standpoint(), 1);
  for (const text of ["一", "二"]) await submit(desk.submit, noteOn(order.id, text));
  const province = new PushProvince();
  const answers: unknown[] = [];
  const errands = await errandsOf(desk, {
    push: async (epoch, actions) => {
      const answer = await province.push(epoch, actions);
      if (!answer.ok) return answer;
      const receipts = answer.value.receipts.map((one) => ({ ...one, ...novel, moon: { phase: 0.5 } }));
      answers.push({ ...answer.value, receipts });
      return { ok: true, value: { ...answer.value, receipts } };
    },
  });
  expect(await push(errands)).toMatchObject({ type: "pushed", unsent: 0, progress: true });
  expect(answers.map((answer) => Value.Check(pushAnswerSchema, answer))).toEqual([true]);
  const kept = [...desk.outbox.ledger().entries.values()].map(({ receipt }) => receipt?.verdict);
  expect(kept).toEqual(["postponed", "postponed"]);
});

test("[NV-5] such a receipt is read again from the journal, and still no verdict is no answer", () => {
  const { now: order } = storyAt("handling");
  const [first] = order.timeline;
  if (!first) throw new Error("an order has a first event");
  const receipt = { ...receiptFor({ id: first.id, orderId: order.id }), ...novel };
  expect(parseJournalEntry(JSON.stringify({ kind: "receipt", receipt, at: 1 }))).toMatchObject({ receipt: novel });
  const { verdict: _, ...without } = receipt;
  const answer = { epoch: "e", expected: null, ...clockWords };
  expect(Value.Check(pushAnswerSchema, { ...answer, receipts: [receipt] })).toBe(true);
  expect(Value.Check(pushAnswerSchema, { ...answer, receipts: [without] })).toBe(false);
});
