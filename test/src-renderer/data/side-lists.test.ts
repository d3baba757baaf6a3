import "fake-indexeddb/auto";
import { firstValueFrom, of } from "rxjs";
import { expect, test } from "vitest";

import type { OrderState } from "../../../src-shared/domain/work-order/order-state.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { actionId, orderId } from "../../../src-shared/kernel/ids.ts";
import { dayMs } from "../../../src-shared/kernel/instant.ts";
import type { OrderListQuery } from "../../../src-renderer/data/desk-api.ts";
import { createLineShelf } from "../../../src-renderer/data/line-shelf.ts";
import { narrowings, noFilter } from "../../../src-renderer/data/list-filter.ts";
import { counts$, orders$, type ListParts } from "../../../src-renderer/data/lists.ts";
import { overlay$ } from "../../../src-renderer/data/overlay.ts";
import { createSearch } from "../../../src-renderer/data/search.ts";
import { placeOf, standsOn } from "../../../src-renderer/data/place.ts";
import { isShownOn } from "../../../src-renderer/data/side-lists.ts";
import { lineOf } from "../../../src-renderer/data/work-list.ts";
import { submit } from "../../../src-renderer/data/submit.ts";
import { anActor, county, hub, idOf, shippedRules } from "../../support/orders.ts";
import { answersNotice, callsBack, issues, settlesNotice, storyAt, wagesCase } from "../../support/order-steps.ts";
import { deskOf } from "./desk-of.ts";
import { newId, row, type Parts } from "./desk-parts.ts";

const anOrder = (state: OrderState, change: Partial<WorkOrder> = {}): WorkOrder => ({
  ...storyAt(state).now,
  id: orderId(newId()),
  ...change,
});
const store = (desk: Parts, ...orders: readonly WorkOrder[]) =>
  desk.mirror.store(orders.map(row), desk.standpoint(), 1);

function lists(desk: Parts, now: number): ListParts {
  const { mirror, judge, standpoint } = desk;
  return {
    mirror,
    search: createSearch(mirror),
    sides: createLineShelf({ mirror, load: mirror.sideLines, read: mirror.lines, entryOf: (line) => line }),
    overlay$: overlay$({ mirror, ledger$: desk.outbox.ledger$, judge, standpoint }),
    moment: () => ({ now, calendar: shippedRules.calendar }),
    filling$: of(false),
  };
}
const idsOf = async (of: ListParts, query: Partial<OrderListQuery>) =>
  (await firstValueFrom(orders$(of, { list: "all", limit: 100, ...query }))).lines.map((line) => line.id);

test("[WL-3] side lists are read and counted beside the main ones, and follow a step saved here", async () => {
  const desk = await deskOf(county);
  const mine = anOrder("handling");
  await store(desk, mine, anOrder("closed"));
  const of = lists(desk, 0);
  expect(await idsOf(of, { list: "own" })).toEqual([mine.id]);
  expect(await firstValueFrom(counts$(of))).toMatchObject({ own: 1, "in-handling": 1, all: 2 });
  const registered = await submit(desk.submit, {
    type: "register",
    orderId: orderId(newId()),
    payload: wagesCase,
  });
  if (!registered.ok) throw new Error(registered.refusal);
  expect(await idsOf(of, { list: "own" })).toContain(registered.orderId);
  expect(await idsOf(of, { list: "mine" })).toContain(registered.orderId);
  expect(await firstValueFrom(counts$(of))).toMatchObject({ own: 2, "to-dispatch": 1, all: 3 });
});

test("[WL-4] an order comes onto the list of cards by time alone", async () => {
  const desk = await deskOf(county);
  const order = anOrder("handling");
  await store(desk, order, anOrder("closed"));
  const due = order.assignments.at(-1)?.completeBy ?? 0;
  expect(await idsOf(lists(desk, order.registeredAt), { list: "carded" })).toEqual([]);
  expect(await idsOf(lists(desk, due + 5 * dayMs), { list: "carded" })).toEqual([order.id]);
});

test("[WL-4] what waits to be dispatched has no card, however late it is", async () => {
  const desk = await deskOf(hub);
  const order = anOrder("registered");
  await store(desk, order);
  const late = (order.dispatchBy ?? 0) + 5 * dayMs;
  expect(await idsOf(lists(desk, late), { list: "carded" })).toEqual([]);
  expect(await idsOf(lists(desk, late), { list: "to-dispatch" })).toEqual([order.id]);
});

test("[SU-19] supervision moves an order from list to list, at the office above and at the office asked", async () => {
  const moment = { now: Date.parse("2026-06-01T10:00:00+08:00"), calendar: shippedRules.calendar };
  const on = (story: ReturnType<typeof storyAt>, office: typeof county): readonly string[] => {
    const desk = { user: anActor(office).id, office, offices: shippedRules.offices };
    const standing = { place: placeOf(story.now, desk), line: lineOf(story.now) };
    return supervised.filter((name) => standsOn(standing, name, moment));
  };
  const story = storyAt("handling");
  expect([on(story, hub), on(story, county)]).toEqual([["to-supervise"], []]);
  expect(standsOnAt(story.now, story.at)).toBe(false);
  story.does(issues(hub, county));
  expect([on(story, hub), on(story, county)]).toEqual([["reply-awaited"], ["to-reply"]]);
  story.does(answersNotice(county));
  expect([on(story, hub), on(story, county)]).toEqual([["to-judge"], []]);
  story.does(settlesNotice(hub, "withdrawn"));
  expect(on(story, hub)).toEqual(["to-supervise"]);
  const early = storyAt("handling");
  const late = early.at + 4 * dayMs;
  expect(isShownOn("to-supervise", { ...lineOf(early.now), besideDue: null }, { ...moment, now: early.at })).toBe(
    false,
  );
  expect(isShownOn("to-supervise", { ...lineOf(early.now), besideDue: late }, { ...moment, now: late })).toBe(true);
  const poor = storyAt("awaiting-callback").does(callsBack(hub, { resultRating: 1, solved: "no" }));
  expect(standsOnAt(poor.now, poor.at)).toBe(true);
});

const supervised = ["to-reply", "to-judge", "to-supervise", "reply-awaited"] as const;

function standsOnAt(order: WorkOrder, now: number): boolean {
  const desk = { user: anActor(hub).id, office: hub, offices: shippedRules.offices };
  const standing = { place: placeOf(order, desk), line: lineOf(order) };
  return standsOn(standing, "to-supervise", { now, calendar: shippedRules.calendar });
}

test("[WL-5] one who was not reached is to be called again on a later day, not on the same", async () => {
  const desk = await deskOf(hub);
  const [noon, round] = [Date.parse("2026-03-03T12:00:00+08:00"), 1];
  const attempt = {
    ...unreached,
    id: actionId(idOf("action", 1)),
    at: noon,
    by: "周敏",
    round,
    attempt: 1,
    struckOut: false,
  };
  const tried = anOrder("awaiting-callback", { round, callbacks: [attempt] });
  await store(desk, tried, anOrder("awaiting-callback"));
  expect(await idsOf(lists(desk, noon + 3_600_000), { list: "call-again" })).toEqual([]);
  expect(await idsOf(lists(desk, noon + dayMs), { list: "call-again" })).toEqual([tried.id]);
});

const unreached = {
  reached: false,
  person: "",
  solved: "unasked",
  resultRating: 0,
  attitudeRating: 0,
  reason: "",
  words: "",
  ruling: "none",
  rulingReason: "",
} as const;

test("[WL-6] a filter narrows by every member at once, upper codes standing for the lower ones", async () => {
  const desk = await deskOf(county);
  const { classification, employer } = anOrder("handling");
  const urgent = anOrder("handling", { classification: { ...classification, urgency: "urgent" } });
  const elsewhere = anOrder("handling", { employer: { ...employer, region: "370103", name: "济南某公司" } });
  await store(desk, urgent, elsewhere);
  const of = lists(desk, 0);
  const filtered = (filter: Partial<typeof noFilter>, text = "") =>
    idsOf(of, { list: "in-handling", filter: { ...noFilter, ...filter }, text });
  expect(await filtered({ urgency: "urgent" })).toEqual([urgent.id]);
  expect(await filtered({ region: "370100" })).toEqual([elsewhere.id]);
  expect(await filtered({ region: "370100", urgency: "urgent" })).toEqual([]);
  expect(await filtered({ problem: "pay" })).toHaveLength(2);
  expect(await filtered({ problem: "pay.arrears-other", class: "request", holder: county })).toHaveLength(2);
  expect(await filtered({ problem: "injury" })).toEqual([]);
  expect(await filtered({ carded: true })).toEqual([]);
  expect(await filtered({ class: "request" }, "济南")).toEqual([elsewhere.id]);
  expect(narrowings({ ...noFilter, urgency: "urgent", carded: true, text: "济南" })).toBe(2);
  const offered = await submit(desk.submit, { type: "register", orderId: orderId(newId()), payload: wagesCase });
  if (!offered.ok) throw new Error(offered.refusal);
  const fresh = { ...noFilter, class: "request" };
  expect(await idsOf(of, { list: "to-dispatch", filter: fresh })).toEqual([offered.orderId]);
  expect(await idsOf(of, { list: "to-dispatch", filter: { ...fresh, urgency: "urgent" } })).toEqual([]);
});
