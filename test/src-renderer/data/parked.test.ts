import "fake-indexeddb/auto";
import { afterEach, expect, test } from "vitest";

import { deviceId, type ActionId } from "../../../src-shared/kernel/ids.ts";
import { closedEngine } from "../../../src-shared/sync/engine-state.ts";
import type { JournalEntry } from "../../../src-shared/sync/journal-entry.ts";
import { fetchReference, push } from "../../../src-renderer/data/errands.ts";
import { unsentEntries } from "../../../src-renderer/data/ledger.ts";
import { register } from "../../../src-renderer/data/register.ts";
import { asNote, sendAgain, setAside } from "../../../src-renderer/data/settle.ts";
import { submit } from "../../../src-renderer/data/submit.ts";
import { connecting, statusOf } from "../../../src-renderer/data/sync-status.ts";
import { storyAt, wagesCase } from "../../support/order-steps.ts";
import { errandsOf, type Api } from "./desk-errands.ts";
import { deskParts, newId, noteOn, receiptFor, row, type Parts } from "./desk-parts.ts";
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

test("[OB-41] what a former device has parked becomes the present one's and is asked about; what was settled is not", async () => {
  const { now: order } = storyAt("handling");
  const desk = await deskParts();
  parts = desk;
  await desk.mirror.store([row(order)], desk.standpoint(), 1);
  const former = deviceId(newId());
  const steps: ActionId[] = [];
  for (const text of ["一", "二"]) {
    const said = await submit({ ...desk.submit, device: former }, noteOn(order.id, text));
    if (said.ok) steps.push(said.actionId);
  }
  const [first, second] = steps;
  if (!first || !second) throw new Error("two notes");
  const park = { verdict: "parked", code: "unknown-action" } as const;
  const parkedAs = (id: ActionId): JournalEntry => {
    return { kind: "receipt", receipt: receiptFor({ id, orderId: order.id }, park), at: 1 };
  };
  await desk.outbox.append([
    parkedAs(first),
    parkedAs(second),
    { kind: "settled", actionId: second, at: 1 },
    { kind: "device", deviceId: desk.device.id, at: 1 },
  ]);
  const province = new PushProvince();
  const errands = await errandsOf(desk, {
    push: province.push,
    newerReference: async () => ({ ok: true, value: null }),
  });
  desk.disk.isFull = true;
  await fetchReference(errands);
  expect(unsentEntries(desk.outbox.ledger())).toEqual([]);
  desk.disk.isFull = false;
  await fetchReference(errands);
  expect(await push(errands)).toMatchObject({ unsent: 0, progress: true });
  expect(province.receipts.map(({ actionId }) => actionId)).toEqual([first]);
  expect([...desk.outbox.ledger().entries.values()]).toMatchObject([
    { step: { deviceId: desk.device.id }, receipt: { verdict: "applied" } },
    { step: { deviceId: former }, receipt: { verdict: "parked" }, settled: true },
  ]);
});

test("[RC-31] a parked step is not made a note, and is given up only where the province is told", async () => {
  const { now: order } = storyAt("handling");
  const desk = await deskParts();
  parts = desk;
  await desk.mirror.store([row(order)], desk.standpoint(), 1);
  const noted = await submit(desk.submit, noteOn(order.id, "一"));
  const registered = await register(desk.submit, wagesCase);
  if (!noted.ok || !registered.ok) throw new Error("both are saved");
  const park = { verdict: "parked", code: "unknown-action" } as const;
  await desk.outbox.append(
    [noted, registered].map(({ actionId: id, orderId }) => {
      return { kind: "receipt", receipt: receiptFor({ id, orderId }, park), at: 1 } as const;
    }),
  );
  const before = desk.outbox.ledger();
  expect(await asNote(desk.submit, noted.actionId, "一")).toEqual({ ok: false, refusal: "unknown-action" });
  expect(await setAside(desk.submit, registered.actionId, "重了")).toEqual({ ok: false, refusal: "no-such-order" });
  expect(desk.outbox.ledger()).toBe(before);
  const given = await setAside(desk.submit, noted.actionId, "重了");
  if (!given.ok) throw new Error(given.refusal);
  const { entries } = desk.outbox.ledger();
  expect(entries.get(noted.actionId)).toMatchObject({ settled: true });
  expect(entries.get(given.actionId)?.step).toMatchObject({ type: "set-aside", payload: { action: noted.actionId } });
});

test("[RC-30] what is parked does not count as not accepted", async () => {
  const { now: order } = storyAt("handling");
  const desk = await deskParts();
  parts = desk;
  await desk.mirror.store([row(order)], desk.standpoint(), 1);
  const verdicts = ["parked", "rejected", "applied"] as const;
  for (const verdict of verdicts) {
    const said = await submit(desk.submit, noteOn(order.id, verdict));
    if (!said.ok) throw new Error(said.refusal);
    const receipt = receiptFor({ id: said.actionId, orderId: order.id }, { verdict });
    await desk.outbox.append([{ kind: "receipt", receipt, at: 1 }]);
  }
  const quiet = { ...connecting, engine: closedEngine, openedAt: 1, files: [], setup: null };
  const contacts = { lastContactAt: null, lastEmptiedAt: null };
  expect(statusOf({ ...quiet, contacts, ledger: desk.outbox.ledger() })).toMatchObject({ refused: 1, unsent: 0 });
});
