import "fake-indexeddb/auto";
import { BehaviorSubject, firstValueFrom, of } from "rxjs";
import { expect, test } from "vitest";

import type { WorkListName } from "../../../src-renderer/data/desk-api.ts";
import { createLineShelf } from "../../../src-renderer/data/line-shelf.ts";
import { counts$, orders$, type ListParts } from "../../../src-renderer/data/lists.ts";
import type { Mirror } from "../../../src-renderer/data/mirror.ts";
import { overlay$ } from "../../../src-renderer/data/overlay.ts";
import { createSearch } from "../../../src-renderer/data/search.ts";
import type { OrderState } from "../../../src-shared/domain/work-order/order-state.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { orderId, type OrderId } from "../../../src-shared/kernel/ids.ts";
import { county, shippedRules } from "../../support/orders.ts";
import { storyAt } from "../../support/order-steps.ts";
import { deskOf } from "./desk-of.ts";
import { newId, row, type Parts } from "./desk-parts.ts";

const anOrder = (state: OrderState): WorkOrder => ({ ...storyAt(state).now, id: orderId(newId()) });
const store = (desk: Parts, ...orders: readonly WorkOrder[]) =>
  desk.mirror.store(orders.map(row), desk.standpoint(), 1);

function lists({ mirror, outbox, judge, standpoint }: Parts): ListParts {
  return {
    mirror,
    search: createSearch(mirror),
    sides: createLineShelf({ mirror, load: mirror.sideLines, read: mirror.lines, entryOf: (line) => line }),
    overlay$: overlay$({ mirror, ledger$: outbox.ledger$, judge, standpoint }),
    moment: () => ({ now: 0, calendar: shippedRules.calendar }),
    filling$: of(false),
  };
}

async function idsOf(desk: Parts, list: WorkListName): Promise<readonly OrderId[]> {
  const page = await firstValueFrom(orders$(lists(desk), { list, limit: 100 }));
  return page.lines.map(({ id }) => id);
}

test("[LS-14] an older page never takes an order back; a new first sync may", async () => {
  const desk = await deskOf(county);
  const now = anOrder("handling");
  await store(desk, now);
  await store(desk, { ...now, version: now.version - 1, state: "awaiting-acceptance" });
  expect((await desk.mirror.order(now.id))?.order.state).toBe("handling");
  await desk.mirror.beginPass();
  await store(desk, { ...now, version: now.version - 1, state: "awaiting-acceptance" });
  expect((await desk.mirror.order(now.id))?.order.state).toBe("awaiting-acceptance");
});

test("[LS-61] a new first sync may do so as well when the count of those before was lost with the power", async () => {
  const desk = await deskOf(county);
  await desk.mirror.beginPass();
  await desk.mirror.beginPass();
  const now = anOrder("handling");
  await store(desk, now);
  await desk.mirror.writeFact("pass", "1");
  await desk.mirror.beginPass();
  await store(desk, { ...now, version: now.version - 1, state: "awaiting-acceptance" });
  expect((await desk.mirror.order(now.id))?.order.state).toBe("awaiting-acceptance");
});

test("[LS-14] nor does an older page of many orders, of which most are new", async () => {
  const desk = await deskOf(county);
  const known = [anOrder("handling"), anOrder("handling")];
  await store(desk, ...known);
  const fresh = Array.from({ length: 9 }, () => anOrder("handling"));
  const older = known.map((one): WorkOrder => ({ ...one, version: one.version - 1, state: "awaiting-acceptance" }));
  await store(desk, ...older, ...fresh);
  expect(await idsOf(desk, "in-handling")).toHaveLength(11);
  expect(await idsOf(desk, "to-accept")).toEqual([]);
  const newer = fresh.map((one): WorkOrder => ({ ...one, version: one.version + 1, state: "awaiting-acceptance" }));
  await store(desk, ...newer);
  expect(await idsOf(desk, "to-accept")).toHaveLength(9);
  await desk.mirror.beginPass();
  await store(desk, ...older, ...fresh);
  expect(await idsOf(desk, "to-accept")).toHaveLength(2);
  expect(await desk.mirror.revisions("thorough")).toHaveLength(11);
});

test("[LS-13] a new first sync deletes at its end what it did not bring", async () => {
  const desk = await deskOf(county);
  const [stays, leaves] = [anOrder("handling"), anOrder("handling")];
  await store(desk, stays, leaves);
  await desk.mirror.beginPass();
  await store(desk, stays);
  expect(await idsOf(desk, "in-handling")).toHaveLength(2);
  const gone = await desk.mirror.sweep(5);
  expect(gone.map((order) => order.id)).toEqual([leaves.id]);
  expect(await idsOf(desk, "in-handling")).toEqual([stays.id]);
});

test("[LS-13] a very first sync deletes nothing at its end, and what was there before another is found again", async () => {
  const desk = await deskOf(county);
  await desk.mirror.beginPass();
  const early = anOrder("handling");
  await store(desk, early);
  expect(await desk.mirror.sweep(5)).toEqual([]);
  await desk.mirror.beginPass();
  expect((await desk.mirror.sweep(6)).map((order) => order.id)).toEqual([early.id]);
});

test("[WK-26] while a first sync goes on lists and counts are not read anew for each page, and at once when it ends", async () => {
  const desk = await deskOf(county);
  const filling$ = new BehaviorSubject(true);
  let reads = 0;
  const mirror: Mirror = {
    ...desk.mirror,
    page: (query) => ((reads += 1), desk.mirror.page(query)),
    count: (list) => ((reads += list === "all" ? 1 : 0), desk.mirror.count(list)),
  };
  const parts = { ...lists(desk), mirror, filling$ };
  const totals: number[] = [];
  const page$ = orders$(parts, { list: "in-handling", limit: 5 });
  const shown = page$.subscribe(({ total }) => totals.push(total));
  const counted = counts$(parts).subscribe();
  const began = performance.now();
  for (let order = 0; order < 5; order += 1) await store(desk, anOrder("handling"));
  await new Promise((resolve) => setTimeout(resolve, 150));
  // A list and the counts, at the beginning and in each second that storing took.
  const seconds = Math.floor((performance.now() - began) / 1000);
  expect(reads).toBeLessThanOrEqual(2 * (1 + seconds));
  filling$.next(false);
  await expect.poll(() => totals.at(-1)).toBe(5);
  expect(reads).toBeLessThanOrEqual(2 * (2 + seconds));
  shown.unsubscribe();
  counted.unsubscribe();
});
