import fc from "fast-check";
import { expect, test } from "vitest";

import type { Intent } from "../../../src-shared/actions/action.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { actionId, assignmentId, deviceId, orderId, userId } from "../../../src-shared/kernel/ids.ts";
import type { Step } from "../../../src-shared/protocol/action-envelope.ts";
import { decide } from "../../../src-shared/actions/decide.ts";
import { evolve } from "../../../src-shared/domain/work-order/evolve.ts";
import { fold, type Judge } from "../../../src-renderer/data/fold.ts";
import type { LedgerEntry } from "../../../src-renderer/data/ledger.ts";
import { aContext, anActor, county, idOf, shippedRules } from "../../support/orders.ts";
import { stepsTo, storyAt, wagesCase } from "../../support/order-steps.ts";
import { noteOn, receiptFor } from "./desk-parts.ts";

const judge: Judge = { actor: anActor(county), rules: shippedRules };
const states = Object.keys(stepsTo) as (keyof typeof stepsTo)[];
const handled = storyAt("handling").now;

function entryOf(n: number, intent: Intent, part: Partial<LedgerEntry> = {}): LedgerEntry {
  const id = intent.type === "register" ? actionId(intent.orderId) : actionId(idOf("action", 500 + n));
  const counters = { bootId: "", uptimeMs: 0, tokenUptimeMs: 0, tokenBootId: "" };
  const evidence = { token: "", ...counters, wallClock: 0, tokenWallClock: 0, counter: "page" } as const;
  const who = { deviceId: deviceId(idOf("user", 2)), userId: userId(idOf("user", 1)) };
  const { type, orderId: order, payload } = intent;
  const step: Step = {
    id,
    ...who,
    orderId: order,
    type,
    baseVersion: 0,
    actionVersion: 1,
    payload,
    attachments: [],
    evidence,
  };
  return { step, savedAt: 1_790_000_000_000 + n, sealed: null, receipt: null, settled: false, ...part };
}

test.each(states)("[OB-7] with nothing waiting, an order that is %s is shown as it is mirrored", (state) => {
  const { now } = storyAt(state);
  expect(fold(now, [], judge)).toEqual({ order: now, waiting: [], forecasts: new Map() });
});

test("[OB-10] an order registered here is there before any mirror knows it", () => {
  const intent: Intent = { type: "register", orderId: orderId(idOf("action", 900)), payload: wagesCase };
  const { order } = fold(undefined, [entryOf(1, intent), entryOf(2, noteOn(intent.orderId, "补"))], judge);
  expect(order).toMatchObject({ number: null, provisionalNumber: "临-A1B2-0001", state: "registered", version: 2 });
  const receipt = receiptFor(
    { id: actionId(intent.orderId), orderId: intent.orderId },
    { orderNumber: "37-2026-000001" },
  );
  expect(fold(undefined, [entryOf(1, intent, { receipt })], judge).order?.number).toBe("37-2026-000001");
});

test("[OB-9] a step whose guard fails is marked with the reason, and the steps after it still count", () => {
  const closed = storyAt("closed").now;
  const accept: Intent = {
    type: "accept",
    orderId: closed.id,
    payload: { assignment: closed.assignments[0]?.id ?? assignmentId("") },
  };
  const shown = fold(closed, [entryOf(1, accept), entryOf(2, noteOn(closed.id, "迟到的记录"))], judge);
  expect([...shown.forecasts.values()][0]).not.toBeNull();
  expect([...shown.forecasts.values()][1]).toBeNull();
  expect(shown.order?.timeline.at(-1)).toMatchObject({ type: "noted" });
  expect(shown.waiting).toHaveLength(2);
});

/** The province's side: applies the first `count` notes, and says at which version each one stands. */
function provinceAfter(count: number): WorkOrder {
  let order = handled;
  for (let n = 1; n <= count; n += 1) {
    const context = aContext({ actor: judge.actor, actionId: actionId(idOf("action", 500 + n)) });
    const decision = decide(order, noteOn(order.id, `第${n}条`), context);
    if (decision.verdict === "applied") order = evolve(order, decision.event);
  }
  return order;
}

test("[OB-8] whatever is acknowledged and mirrored in whatever order, every note is shown exactly once", () => {
  fc.assert(
    fc.property(fc.nat(6), fc.nat(6), fc.nat(6), (made, acknowledged, mirrored) => {
      const applied = Math.min(made, Math.max(acknowledged, mirrored));
      const entries = Array.from({ length: made }, (_, at) => {
        const entry = entryOf(at + 1, noteOn(handled.id, `第${at + 1}条`));
        const orderVersion = handled.version + at + 1;
        return at < Math.min(made, acknowledged)
          ? { ...entry, receipt: receiptFor(entry.step, { orderVersion }) }
          : entry;
      });
      const { order } = fold(provinceAfter(Math.min(mirrored, applied)), entries, judge);
      const notes = order?.timeline.filter((event) => event.type === "noted").map((event) => event.id) ?? [];
      expect(notes).toEqual(entries.map((entry) => entry.step.id));
    }),
    { numRuns: 400 },
  );
});

test("[OB-8] an applied step stays until the copy contains it, a merged one until the copy has its version; a refused one goes", () => {
  const entry = entryOf(1, noteOn(handled.id, "一"));
  const { version } = handled;
  const with_ = (part: Parameters<typeof receiptFor>[1]): number =>
    fold(handled, [{ ...entry, receipt: receiptFor(entry.step, part) }], judge).waiting.length;
  expect(with_({ orderVersion: version + 1 })).toBe(1);
  // A copy of before a restore: it is of more events than the province has, and this step is in none of them.
  expect(with_({ orderVersion: version - 1 })).toBe(1);
  expect(with_({ verdict: "rejected", code: "state-moved" })).toBe(0);
  expect(with_({ verdict: "merged", orderVersion: version + 1 })).toBe(1);
  expect(with_({ verdict: "merged", orderVersion: version })).toBe(0);
  expect(with_({ verdict: "merged" })).toBe(0);
});

test("[OB-8] a registration that its author's other device has sent as well is on the screen before the copy has it", () => {
  const { id } = handled;
  const entry = entryOf(1, { type: "register", orderId: id, payload: wagesCase });
  const receipt = receiptFor(entry.step, { verdict: "merged", orderVersion: 1 });
  expect(fold(undefined, [{ ...entry, receipt }], judge).order).toMatchObject({ id, version: 1 });
  expect(fold(handled, [{ ...entry, receipt }], judge).order).toEqual(handled);
});

test("[OB-9] a step of a newer desk, or one that cannot be read, is marked and harmless", () => {
  const broken = entryOf(1, noteOn(handled.id, "一"));
  const newer = { ...broken, step: { ...broken.step, actionVersion: 99 } };
  const unreadable = { ...broken, step: { ...broken.step, payload: { text: 5 } } };
  for (const entry of [newer, unreadable]) {
    const shown = fold(handled, [entry], judge);
    expect([...shown.forecasts.values()]).toEqual(["malformed"]);
    expect(shown.order).toEqual(handled);
  }
});
