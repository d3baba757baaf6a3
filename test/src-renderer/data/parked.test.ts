import "fake-indexeddb/auto";
import { afterEach, expect, test } from "vitest";

import { fetchReference, push } from "../../../src-renderer/data/errands.ts";
import { sendAgain } from "../../../src-renderer/data/settle.ts";
import { submit } from "../../../src-renderer/data/submit.ts";
import { storyAt } from "../../support/order-steps.ts";
import { errandsOf, type Api } from "./desk-errands.ts";
import { deskParts, noteOn, row, type Parts } from "./desk-parts.ts";
import { PushProvince } from "./push-province.ts";

let parts: Parts | null = null;
afterEach(async () => parts?.close());

test("[OB-31] a parked step is asked about again, and a changed verdict is news; one set aside is left alone", async () => {
  const { now: order } = storyAt("handling");
  const desk = await deskParts();
  parts = desk;
  await desk.mirror.store([row(order)], desk.standpoint(), 1);
  for (const text of ["一", "二", "三"]) await submit(desk.submit, noteOn(order.id, text));
  const province = new PushProvince();
  const api: Api = { push: province.push, newerReference: async () => ({ ok: true, value: null }) };
  const errands = await errandsOf(desk, api);
  await push(errands);
  const verdicts = (): unknown[] => [...desk.outbox.ledger().entries.values()].map((one) => one.receipt?.verdict);
  const park = { verdict: "parked", code: "unknown-action" } as const;
  province.receipts = province.receipts.map((one) => (one.seq === 1 ? one : { ...one, ...park }));
  await desk.outbox.exclusive(async () => desk.outbox.offerAgain(1));
  await push(errands);
  const third = [...desk.outbox.ledger().entries.keys()][2];
  if (third) await desk.outbox.exclusive(() => desk.outbox.append([{ kind: "settled", actionId: third, at: 1 }]));
  await fetchReference(errands);
  expect(verdicts()).toEqual(["applied", undefined, "parked"]);
  expect(await push(errands)).toMatchObject({ unsent: 0 });
  expect(verdicts()).toEqual(["applied", "parked", "parked"]);
  province.receipts = province.receipts.map((one) => ({ ...one, verdict: "applied", code: null }));
  await fetchReference(errands);
  expect(await push(errands)).toMatchObject({ unsent: 0, progress: true });
  expect(verdicts()).toEqual(["applied", "applied", "parked"]);
});

test("[OB-31] a parked step cannot be sent again by hand: the province would judge both", async () => {
  const { now: order } = storyAt("handling");
  const desk = await deskParts();
  parts = desk;
  await desk.mirror.store([row(order)], desk.standpoint(), 1);
  const said = await submit(desk.submit, noteOn(order.id, "一"));
  if (!said.ok) throw new Error(said.refusal);
  const province = new PushProvince();
  const errands = await errandsOf(desk, { push: province.push });
  await push(errands);
  province.receipts = province.receipts.map((one) => ({ ...one, verdict: "parked", code: "unknown-action" }));
  await desk.outbox.exclusive(async () => desk.outbox.offerAgain(1));
  await push(errands);
  expect(await sendAgain(desk.submit, said.actionId)).toEqual({ ok: false, refusal: "unknown-action" });
  expect([...desk.outbox.ledger().entries.values()]).toMatchObject([
    { settled: false, receipt: { verdict: "parked" } },
  ]);
});
