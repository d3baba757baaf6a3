import { describe, expect, test } from "vitest";

import { availableActions } from "../../../src-shared/actions/available-actions.ts";
import { hopsOf } from "../../../src-shared/domain/assignment/custody-chain.ts";
import { hasNewerContent, isKnownEvent } from "../../../src-shared/domain/work-order/known-event.ts";
import { orderStates } from "../../../src-shared/domain/work-order/order-state.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { fold } from "../../../src-renderer/data/fold.ts";
import type { LedgerEntry } from "../../../src-renderer/data/ledger.ts";
import { rowDocs } from "../../../src-renderer/data/mirror-rows.ts";
import { listOf } from "../../../src-renderer/data/work-list.ts";
import { clocksOf } from "../../../src-renderer/ui/clocks.ts";
import { startI18n } from "../../../src-renderer/text/start-i18n.ts";
import { tellEvent } from "../../../src-renderer/ui/telling/tell-event.ts";
import type { Say } from "../../../src-renderer/ui/telling/told.ts";
import { fakeId } from "../../support/fake-orders.ts";
import { storyAt } from "../../support/order-steps.ts";
import { anActor, county, shippedRules } from "../../support/orders.ts";
import { actionId } from "../../../src-shared/kernel/ids.ts";

/** The order as a newer province may send it: another state, another event, another code wherever there is one. */
function fromTheFuture(order: WorkOrder): WorkOrder {
  const [first] = order.timeline;
  if (!first) throw new Error("an order has a first event");
  const novelty = { ...first, id: actionId(fakeId()), type: "drone-dispatched", drone: { height: 120 } };
  return JSON.parse(
    JSON.stringify({
      ...order,
      state: "flying",
      mood: { of: "the order" },
      timeline: [...order.timeline, novelty],
      assignments: order.assignments.map((turn) => ({ ...turn, stage: "hovering" })),
      classification: { ...order.classification, urgency: "cosmic", flags: ["lunar"], class: "riddle" },
    }),
  ) as WorkOrder;
}

const { t } = startI18n("zh-CN");
const say = {
  t,
  label: (_: string, code: string) => code,
  office: (id: string) => id,
  language: "zh-CN",
  late: "",
  lateNote: "",
  separator: "、",
  article: (id: string) => id,
  fileName: () => "",
  hasArrived: () => true,
  helper: () => "",
  cards: { colour: String, clock: String, withdrawal: String, name: () => "", officeOf: () => "" },
} as unknown as Say;

describe.each(orderStates)("an order that is %s, as a newer province may send it", (state) => {
  const order = fromTheFuture(storyAt(state).now);

  test("[NV-8] every place that looks at it takes it, and what is not known says that an update will show it", () => {
    expect(hasNewerContent(order)).toBe(true);
    expect(hasNewerContent(storyAt(state).now)).toBe(false);
    const [newest] = order.timeline.slice(-1);
    if (!newest) throw new Error("the novelty is gone");
    expect(order.timeline.filter((event) => !isKnownEvent(event))).toEqual([newest]);
    expect(tellEvent(newest, say)).toEqual({ title: "请更新后查看（drone-dispatched）", tags: [], body: [] });
    expect(() => availableActions(order, anActor(county), shippedRules.offices)).not.toThrow();
    const hops = hopsOf(order, shippedRules.calendar, order.registeredAt + 86_400_000);
    expect(hops.at(-1)).toMatchObject({ state: "flying", office: order.holder, why: { type: "drone-dispatched" } });
    const clocks = clocksOf(order, shippedRules.policy, county);
    expect(clocks.every(({ limit }) => limit === null)).toBe(true);
    const list = listOf(order, { office: county, offices: shippedRules.offices });
    expect(listOf({ ...order, holder: county }, { office: county, offices: shippedRules.offices })).toBe("in-handling");
    expect(rowDocs(order, { place: { list, sides: [] }, pass: 1, at: 1 }).line.line).toContain("flying");
  });

  test("[NV-9] a step on top of it keeps all that is not known", () => {
    const { order: folded } = fold(order, [noteOn(order)], { actor: anActor(county), rules: shippedRules });
    const kept = JSON.parse(JSON.stringify(folded)) as object;
    expect(kept).toMatchObject({ state: "flying", mood: { of: "the order" }, classification: { urgency: "cosmic" } });
    expect(folded?.timeline).toEqual(expect.arrayContaining([...order.timeline]));
  });
});

test("[NV-9] a step whose limits hang on an urgency that is not known is folded all the same", () => {
  const order = { ...fromTheFuture(storyAt("handling").now), state: "handling" as const, holder: county };
  const dispatched = { ...noteOn(order), step: { ...noteOn(order).step, ...forward(order) } };
  const judge = { actor: anActor(county), rules: shippedRules };
  expect(() => fold(order, [dispatched], judge)).not.toThrow();
});

test("[NV-8] a word that is asked for by a code from the future is the same sentence", () => {
  const askedIn = (language: "zh-CN" | "en") => startI18n(language).t as unknown as (key: string) => string;
  expect(askedIn("zh-CN")("cards:withdrawal.moonrise")).toBe("请更新后查看");
  expect(askedIn("en")("cards:withdrawal.moonrise")).toBe("update to see");
});

function forward(order: WorkOrder): Pick<LedgerEntry["step"], "type" | "payload"> {
  const from = order.assignments.at(-1)?.id ?? "";
  const assignment = "00000000-0000-7000-8000-b00000000777";
  return { type: "forward", payload: { from, assignment, to: "x370902", instruction: "" } };
}

function noteOn(order: WorkOrder): LedgerEntry {
  const step = {
    id: actionId(fakeId()),
    orderId: order.id,
    type: "note",
    actionVersion: 1,
    payload: { kind: "contact", text: "已联系职工", contactedWorker: false },
    evidence: { wallClock: order.registeredAt },
  };
  return { step, savedAt: order.registeredAt + 1000, sealed: null, receipt: null } as unknown as LedgerEntry;
}
