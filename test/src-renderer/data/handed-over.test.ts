import "fake-indexeddb/auto";
import { afterEach, expect, test } from "vitest";

import { fold } from "../../../src-renderer/data/fold.ts";
import { entriesOf } from "../../../src-renderer/data/ledger.ts";
import { asNote, sendAgain } from "../../../src-renderer/data/settle.ts";
import { submit } from "../../../src-renderer/data/submit.ts";
import type { Intent } from "../../../src-shared/actions/action.ts";
import { actionId, type ActionId } from "../../../src-shared/kernel/ids.ts";
import { reports, storyAt } from "../../support/order-steps.ts";
import { county } from "../../support/orders.ts";
import { deskParts, goneRow, noteOn, receiptFor, row, type Parts } from "./desk-parts.ts";

let parts: Parts | null = null;
afterEach(async () => parts?.close());

const { now: order } = storyAt("handling");

/** A desk that had the order. */
async function deskWithOrder(): Promise<Parts> {
  parts = await deskParts();
  await parts.mirror.store([row(order)], parts.standpoint(), 1);
  return parts;
}

const leaves = (desk: Parts): Promise<unknown> => desk.mirror.store([goneRow(order.id)], desk.standpoint(), 2);

async function saved(result: ReturnType<typeof submit>): Promise<ActionId> {
  const said = await result;
  if (!said.ok) throw new Error(said.refusal);
  return said.actionId;
}

const report = (): Intent => {
  const { type, payload } = reports(county)(storyAt("handling"));
  return { type, orderId: order.id, payload } as Intent;
};

/** A report that was refused because the order had moved. */
async function refusedReport(desk: Parts): Promise<ActionId> {
  const id = await saved(submit(desk.submit, report()));
  const receipt = receiptFor({ id, orderId: order.id }, { verdict: "rejected", code: "assignment-moved" });
  await desk.outbox.append([{ kind: "receipt", receipt, at: 3 }]);
  return id;
}

test("[LT-10] a note that waits while its order leaves is not called likely to be refused, a report is", async () => {
  const desk = await deskWithOrder();
  const note = await saved(submit(desk.submit, noteOn(order.id, "走访了工地")));
  await leaves(desk);
  expect(await submit(desk.submit, report())).toMatchObject({
    ok: false,
    refusal: "no-such-order",
  });
  const { forecasts, order: shown } = fold(undefined, entriesOf(desk.outbox.ledger(), order.id), desk.judge());
  expect(shown).toBeUndefined();
  expect(forecasts.get(note)).toBeNull();
});

test("[LT-10] a note on an order that was never here is refused as before", async () => {
  parts = await deskParts();
  expect(await submit(parts.submit, noteOn(order.id, "没有这个工单"))).toMatchObject({
    ok: false,
    refusal: "no-such-order",
  });
});

test("[LT-12] a refused report becomes a note of what its author had seen, in one write, after the order has left", async () => {
  const desk = await deskWithOrder();
  const id = await refusedReport(desk);
  await leaves(desk);
  const note = await saved(asNote(desk.submit, id, "已追回欠薪"));
  const { entries } = desk.outbox.ledger();
  expect(entries.get(note)?.step).toMatchObject({
    type: "note",
    orderId: order.id,
    baseVersion: order.version,
    payload: { text: "已追回欠薪" },
  });
  expect(entries.get(id)?.settled).toBe(true);
  expect(await asNote(desk.submit, id, "再来一次")).toMatchObject({ ok: false, refusal: "nothing-changed" });
  expect(await asNote(desk.submit, actionId(order.id), "")).toMatchObject({ ok: false });
});

test("[LT-14] words that are too many for one note become several in one write, none of them lost or cut", async () => {
  const desk = await deskWithOrder();
  const id = await refusedReport(desk);
  const lines = Array.from({ length: 90 }, (_, at) => `${at}${"调查经过𠮷".repeat(20)}`);
  const words = [...lines, "𠮷".repeat(3000)].join("\n");
  await saved(asNote(desk.submit, id, words));
  const { entries } = desk.outbox.ledger();
  const notes = [...entries.values()].filter(({ step }) => step.type === "note").map(({ step }) => step);
  expect(notes.length).toBeGreaterThan(3);
  const texts = notes.map(({ payload }) => String(payload["text"]));
  expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(4000);
  expect(texts.every((text) => text.isWellFormed() && text.trim() === text)).toBe(true);
  expect(texts.join("").replaceAll("\n", "")).toBe(words.replaceAll("\n", ""));
  expect(notes.map(({ baseVersion }) => baseVersion)).toEqual(notes.map(() => order.version));
  const { order: shown } = fold(order, entriesOf(desk.outbox.ledger(), order.id), desk.judge());
  expect(shown?.timeline.slice(order.version).map(({ type }) => type)).toEqual(notes.map(() => "noted"));
  expect(entries.get(id)?.settled).toBe(true);
});

test("[LT-13] a refused report on an order that has left cannot be sent again", async () => {
  const desk = await deskWithOrder();
  const id = await refusedReport(desk);
  await leaves(desk);
  expect(await sendAgain(desk.submit, id)).toMatchObject({ ok: false, refusal: "no-such-order" });
});
