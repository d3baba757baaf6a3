import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { createRxDatabase, type RxDatabase } from "rxdb";
import { getRxStorageDexie } from "rxdb/plugins/storage-dexie";
import { afterEach, expect, test, vi } from "vitest";

import type { PullAnswer } from "../../../src-shared/protocol/sync.ts";
import { closedEngine } from "../../../src-shared/sync/engine-state.ts";
import { fullPace } from "../../../src-shared/sync/push-pace.ts";
import { step } from "../../../src-shared/sync/sync-engine.ts";
import { openBox, readValue, writeValue } from "../../../src-renderer/data/box.ts";
import { carryOut, pull } from "../../../src-renderer/data/errands.ts";
import { mirrorShape } from "../../../src-renderer/data/mirror-schema.ts";
import { sortKeys } from "../../../src-renderer/data/work-list.ts";
import { sealBatch } from "../../../src-renderer/data/seal.ts";
import { submit } from "../../../src-renderer/data/submit.ts";
import { storyAt } from "../../support/order-steps.ts";
import { cursorAt, errandsOf } from "./desk-errands.ts";
import { deskParts, newAccount, noteOn, row, type Parts } from "./desk-parts.ts";
import { clockWords } from "./push-province.ts";

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const close of closers.splice(0)) await close();
});

async function aDesk(): Promise<Parts> {
  const desk = await deskParts();
  closers.push(desk.close);
  return desk;
}

const template = storyAt("handling").now;
const page = (part: Partial<PullAnswer>) => {
  const value = { rows: [], cursor: cursorAt(9), more: false, referenceVersion: "test", ...clockWords, ...part };
  return { pull: async () => ({ ok: true, value }) as const };
};

test("[PF-1] a clock set back a year leaves no step unsent and reorders none", async () => {
  const desk = await aDesk();
  await desk.mirror.store([row(template)], desk.standpoint(), 1);
  await submit(desk.submit, noteOn(template.id, "之前"));
  const before = Date.now();
  vi.spyOn(Date, "now").mockReturnValue(before - 365 * 86_400_000);
  await submit(desk.submit, noteOn(template.id, "之后"));
  const batch = await sealBatch(desk.outbox, { key: desk.device.key, at: Date.now(), pace: fullPace });
  expect(batch.map(({ seq, payload }) => [seq, payload["text"]])).toEqual([
    [1, "之前"],
    [2, "之后"],
  ]);
});

test("[PF-2] a page whose storing failed is asked for again", async () => {
  const desk = await aDesk();
  const api = page({ rows: [row(template)] });
  const broken = { ...desk.mirror, store: () => Promise.reject(new Error("the database is closing")) };
  const failed = await carryOut("pull", async () => pull(await errandsOf(desk, api, broken), cursorAt(4)));
  expect(failed).toMatchObject({ type: "failed", fault: { kind: "local" } });
  expect(await desk.mirror.readFact("cursor")).toBeNull();
  const engine = { ...closedEngine, signedIn: true, cursor: cursorAt(4), stale: true, referenceVersion: "test" };
  const event = { type: "failed", errand: "pull", fault: { kind: "local", detail: "local-store" } } as const;
  const [rested] = step({ ...engine, inFlight: "pull" }, { ...event, at: 0, chance: 0.5 });
  const [, effects] = step(rested, { type: "try-now", at: 1, chance: 0.5 });
  expect(effects).toContainEqual({ type: "pull", cursor: cursorAt(4) });
});

test("[PF-3] one push is in flight at a time, however many steps come", () => {
  const engine = { ...closedEngine, signedIn: true, cursor: cursorAt(1), referenceVersion: "test" };
  const [pushing, first] = step(engine, { type: "queued", unsent: 60, files: 0, at: 1, chance: 0 });
  const [, second] = step(pushing, { type: "queued", unsent: 99, files: 0, at: 2, chance: 0 });
  expect(first.filter(({ type }) => type === "push")).toHaveLength(1);
  expect(second.filter(({ type }) => type === "push")).toHaveLength(0);
});

test("[PF-4] [PF-5] a short page does not end the feed, and an empty one moves the cursor", async () => {
  const desk = await aDesk();
  const short = await pull(await errandsOf(desk, page({ rows: [row(template)], more: true })), cursorAt(4));
  expect(short).toMatchObject({ type: "pulled", more: true });
  const engine = { ...closedEngine, signedIn: true, cursor: cursorAt(4), referenceVersion: "test", inFlight: "pull" };
  if (short.type !== "pulled") throw new Error("not pulled");
  const [, effects] = step({ ...engine, inFlight: "pull" }, { ...short, at: 1, chance: 0 });
  expect(effects).toContainEqual({ type: "pull", cursor: cursorAt(9) });
  await pull(await errandsOf(desk, page({ rows: [], cursor: cursorAt(12) })), cursorAt(9));
  expect(await desk.mirror.readFact("cursor")).toBe(JSON.stringify(cursorAt(12)));
});

const anything = {
  version: 0,
  primaryKey: "id",
  type: "object",
  properties: { id: { type: "string", maxLength: 9 } },
  required: ["id"],
} as const;

test("[PF-7] the newest order has the smallest key", () => {
  const line = { due: null, registeredAt: 1_790_000_000_000 };
  const newer = { due: null, registeredAt: 1_790_000_000_001 };
  expect(sortKeys(newer).newestKey).toBeLessThan(sortKeys(line).newestKey);
});

function closeAllUnasked(): void {
  const { connections } = Dexie as unknown as { connections: Dexie[] };
  for (const database of [...connections]) database.close();
}

test("[PF-8] a database that the browser closed stays closed for RxDB, and works on in our store", async () => {
  const storage = getRxStorageDexie();
  const database: RxDatabase = await createRxDatabase({ name: newAccount(), storage, multiInstance: false });
  closers.push(() => database.close().catch(() => undefined));
  const { things } = await database.addCollections({ things: { schema: anything } });
  const box = await openBox(newAccount());
  closers.push(box.close);
  closeAllUnasked();
  await expect(things?.insert({ id: "1" })).rejects.toThrow(/DatabaseClosed/);
  await expect(things?.insert({ id: "2" })).rejects.toThrow(/DatabaseClosed/);
  await writeValue(box, "epoch", "e1");
  expect(await readValue(box, "epoch")).toBe("e1");
});

test("[PF-9] the box writes strictly, which nothing does by itself", async () => {
  // Before opening: Dexie keeps the function that it finds then.
  const begins = vi.spyOn(IDBDatabase.prototype, "transaction");
  const box = await openBox(newAccount());
  closers.push(box.close);
  begins.mockClear();
  const durabilities = (): unknown[] =>
    begins.mock.calls.filter(([, mode]) => mode === "readwrite").map(([, , options]) => options?.durability);
  await writeValue(box, "epoch", "e1");
  expect(new Set(durabilities())).toEqual(new Set(["strict"]));
  begins.mockClear();
  const plain = new Dexie(newAccount());
  closers.push(async () => plain.close());
  plain.version(1).stores({ things: "id" });
  await plain.table("things").put({ id: "1" });
  expect(durabilities()).not.toContain("strict");
});

test("[PF-10] RxDB keeps a failed opening, and our store opens at the second try", async () => {
  const [theirs, ours] = [newAccount(), newAccount()];
  const openOnce = async (): Promise<void> => {
    const database = await createRxDatabase({ name: theirs, storage: getRxStorageDexie(), closeDuplicates: true });
    await database.addCollections({ things: { schema: anything } });
  };
  const fault = vi.spyOn(indexedDB, "open").mockImplementation(() => {
    throw new DOMException("no room", "QuotaExceededError");
  });
  await expect(openOnce()).rejects.toThrow();
  await expect(openBox(ours)).rejects.toMatchObject({ reason: "disk-full" });
  fault.mockRestore();
  await expect(openOnce()).rejects.toThrow();
  const box = await openBox(ours);
  closers.push(box.close);
  expect(await readValue(box, "epoch")).toBeNull();
});

test("[PF-17] RxDB still makes a database of each collection", async () => {
  const parts = await deskParts();
  const names = (await indexedDB.databases()).map(({ name }) => name ?? "");
  const ours = names.filter((name) => name.includes(`mirror${mirrorShape}-${parts.account}`));
  for (const collection of ["lines", "orders", "stubs", "facts"]) {
    expect(ours.filter((name) => name.endsWith(`--${collection}`))).toHaveLength(1);
  }
  await parts.close();
});
