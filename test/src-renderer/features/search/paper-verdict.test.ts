import { expect, test } from "vitest";

import { standingOf } from "../../../../src-renderer/features/printing/standing.ts";
import { knownOrder } from "../../../../src-renderer/features/search/known-order.ts";
import { paperVerdict } from "../../../../src-renderer/features/search/paper-verdict.ts";
import type { QueuedStep } from "../../../../src-renderer/data/desk-api.ts";
import { fakeDesk } from "../../../support/fake-desk.ts";
import { noteIt } from "../../../support/fake-orders.ts";
import { people } from "../../../support/fake-reference.ts";
import { wagesInHandling } from "../../../support/fake-world.ts";
import { firstValueFrom } from "rxjs";

const genuine = { result: "genuine", paper: { kind: "ORDER", n: null }, version: 3 } as const;
const { order } = wagesInHandling();

/** The order as a desk shows it that wrote a note without a line. */
async function withNote(): Promise<Readonly<{ order: typeof order; queued: readonly QueuedStep[] }>> {
  const desk = fakeDesk(people.county, [order]);
  desk.cut();
  await desk.submit(noteIt("又联系一次。")(order));
  const view = await firstValueFrom(desk.order$(order.id));
  return view ?? expect.fail();
}

test("[PC-20] [PC-21] a genuine paper is the newest or an older one, with and without a line", () => {
  for (const behind of [true, false]) {
    expect(paperVerdict({ ...genuine, since: [] }, behind)).toMatchObject({ tone: "good", words: "current" });
    expect(paperVerdict({ ...genuine, since: order.timeline }, behind)).toMatchObject({
      tone: "old",
      words: "outdated",
    });
  }
});

test("[PC-22] [PC-23] what does not match is false with a line; without one only where this copy has its version", () => {
  expect(paperVerdict({ result: "differs", upTo: null }, false)).toMatchObject({ tone: "bad", words: "differs" });
  expect(paperVerdict({ result: "differs", upTo: null }, true)).toMatchObject({ tone: "bad", words: "differs" });
  expect(paperVerdict({ result: "differs", upTo: 6 }, false)).toMatchObject({ tone: "bad", words: "differsAll" });
  expect(paperVerdict({ result: "differs", upTo: 6 }, true)).toMatchObject({ tone: "open", words: "maybeNewer" });
  expect(paperVerdict({ result: "newer", version: 7, upTo: 6 }, false)).toMatchObject({ tone: "open", todo: "newer" });
  expect(paperVerdict({ result: "newer", version: 7, upTo: 6 }, true)).toMatchObject({ tone: "open", todo: "offline" });
});

test("[PC-24] an order that is not here makes no paper false", () => {
  expect(paperVerdict(null, false)).toMatchObject({ tone: "open", words: "missing" });
  expect(paperVerdict(null, true)).toMatchObject({ tone: "open", words: "missingOffline" });
});

test("[PC-25] what is checked against is the province's history, without the steps of this computer", async () => {
  const view = await withNote();
  expect(view.order.timeline).toHaveLength(order.version + 1);
  expect(knownOrder(view).timeline).toEqual(order.timeline);
});

test("[PC-6] only the province's own version of an order has a code", async () => {
  const { number, version } = order;
  expect(standingOf({ order, queued: [] })).toMatchObject({ number, version });
  const view = await withNote();
  expect(standingOf(view)).toBe("unsynced");
  const [step] = view.queued;
  const staged = (stage: QueuedStep["stage"]): readonly QueuedStep[] => (step ? [{ ...step, stage }] : []);
  expect(standingOf({ order, queued: staged("received") })).toBe("unsynced");
  expect(standingOf({ order, queued: staged("refused") })).toMatchObject({ version });
  expect(standingOf({ order: { ...order, number: null }, queued: [] })).toBe("unsynced");
  const newer = JSON.parse(JSON.stringify(order).replaceAll('"noted"', '"foreseen"')) as typeof order;
  expect(standingOf({ order: newer, queued: [] })).toBe("newer");
});
