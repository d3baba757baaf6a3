import { Subject } from "rxjs";
import { expect, test } from "vitest";

import { createLineShelf } from "../../../src-renderer/data/line-shelf.ts";
import { orderId, type OrderId } from "../../../src-shared/kernel/ids.ts";

type Doc = Readonly<{ id: OrderId; version: number }>;
const [one, two] = [orderId("1"), orderId("2")];

/** A shelf over a copy in memory that can fail, and that counts how often it was read. */
function world() {
  const copy = new Map<OrderId, number>([
    [one, 1],
    [two, 1],
  ]);
  const changed$ = new Subject<ReadonlySet<OrderId>>();
  const state = { isAway: false, loads: 0, beforeAnswer: async (): Promise<void> => undefined };
  const docs = async (ids: readonly OrderId[]): Promise<readonly Doc[]> => {
    const found = ids.flatMap((id) => ({ id, version: copy.get(id) ?? 0 }));
    await state.beforeAnswer();
    if (state.isAway) throw new Error("the database is closed");
    return found;
  };
  const load = (): Promise<readonly Doc[]> => {
    state.loads += 1;
    return docs([...copy.keys()]);
  };
  const shelf = createLineShelf({ mirror: { changed$ }, load, read: docs, entryOf: (doc: Doc) => doc });
  const change = (id: OrderId, version: number): void => {
    copy.set(id, version);
    changed$.next(new Set([id]));
  };
  const versions = async (): Promise<unknown> =>
    Object.fromEntries((await shelf.all()).map((doc) => [doc.id, doc.version]));
  return { state, changed$, change, versions };
}

test("[LS-59] a copy that could not be read once is read at the next asking", async () => {
  const { state, change, versions } = world();
  state.isAway = true;
  await expect(versions()).rejects.toThrow("closed");
  state.isAway = false;
  expect(await versions()).toEqual({ 1: 1, 2: 1 });
  state.isAway = true;
  change(one, 2);
  await expect(versions()).rejects.toThrow("closed");
  state.isAway = false;
  expect(await versions()).toEqual({ 1: 2, 2: 1 });
  expect(state.loads).toBe(2);
});

test("[LS-59] who asks while it is being read is told the same, and what changes meanwhile", async () => {
  const { state, changed$, change, versions } = world();
  expect(await versions()).toEqual({ 1: 1, 2: 1 });
  change(one, 2);
  expect(await Promise.all([versions(), versions()])).toEqual([
    { 1: 2, 2: 1 },
    { 1: 2, 2: 1 },
  ]);
  changed$.next(new Set());
  state.beforeAnswer = async () => {
    state.beforeAnswer = async () => undefined;
    change(two, 2);
  };
  expect(await versions()).toEqual({ 1: 2, 2: 2 });
  expect(state.loads).toBe(2);
});
