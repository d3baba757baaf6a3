import "fake-indexeddb/auto";
import { createRxDatabase, type RxCollection, type RxDatabase } from "rxdb";
import { decryptString, encryptString } from "rxdb/plugins/encryption-crypto-js";
import { getRxStorageDexie, RxStorageInstanceDexie } from "rxdb/plugins/storage-dexie";
import { afterEach, expect, test, vi } from "vitest";

import { mainListNames } from "../../../src-renderer/data/list-names.ts";
import { lineSchema } from "../../../src-renderer/data/mirror-schema.ts";
import { storyAt } from "../../support/order-steps.ts";
import { deskParts, newAccount, row, type Parts } from "./desk-parts.ts";

type Thing = Readonly<{ id: string; due: number; words: string }>;
type Things = RxCollection<Thing>;

const schema = {
  version: 0,
  primaryKey: "id",
  type: "object",
  properties: {
    id: { type: "string", maxLength: 9 },
    due: { type: "number", minimum: 0, maximum: 1000, multipleOf: 1 },
    words: { type: "string" },
  },
  required: ["id", "due", "words"],
  indexes: ["due"],
} as const;

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

/** A database of RxDB's own on what the desk stores on. */
async function aDatabase(name: string = newAccount()): Promise<RxDatabase> {
  const database: RxDatabase = await createRxDatabase({ name, storage: getRxStorageDexie(), multiInstance: false });
  closers.push(() => database.close().catch(() => undefined));
  return database;
}

async function openThings(): Promise<Things> {
  const { things } = await (await aDatabase()).addCollections({ things: { schema } });
  if (things === undefined) throw new Error("no collection");
  return things;
}

test("[PF-6] RxDB still takes only some collections in one process; a desk has eight, and there is room for more", async () => {
  const desk = await aDesk();
  const names = (await indexedDB.databases()).map(({ name }) => name ?? "");
  const own = names.filter((name) => name.includes(desk.account) && !name.endsWith("_rxdb_internal"));
  expect(own).toHaveLength(8);
  const database = await aDatabase();
  let more = 0;
  const fill = async (): Promise<void> => {
    for (; more < 100; more += 1) await database.addCollections({ [`c${more}`]: { schema } });
  };
  await expect(fill()).rejects.toThrow(/COL23/);
  expect(more).toBeGreaterThanOrEqual(4);
});

type Plan = Readonly<{ index: readonly string[]; sortSatisfiedByIndex: boolean; selectorSatisfiedByIndex: boolean }>;

/** The plans by which RxDB reads from here on, of queries and of counts. */
function watchPlans(): Readonly<{ queries: Plan[]; counts: Plan[] }> {
  const queries: Plan[] = [];
  const counts: Plan[] = [];
  const { query, count } = RxStorageInstanceDexie.prototype;
  vi.spyOn(RxStorageInstanceDexie.prototype, "query").mockImplementation(function (this: never, prepared) {
    queries.push(prepared.queryPlan);
    return Reflect.apply(query, this, [prepared]);
  });
  vi.spyOn(RxStorageInstanceDexie.prototype, "count").mockImplementation(function (this: never, prepared) {
    counts.push(prepared.queryPlan);
    return Reflect.apply(count, this, [prepared]);
  });
  return { queries, counts };
}

test("[PF-7] RxDB still sorts descending without the index, and reads all for one", async () => {
  const things = await openThings();
  await things.bulkInsert(Array.from({ length: 50 }, (_, at) => ({ id: `${at}`, due: at, words: "" })));
  const { queries } = watchPlans();
  const steps = vi.spyOn(IDBCursor.prototype, "continue");
  const read = async (due: "asc" | "desc"): Promise<number> => {
    steps.mockClear();
    await things.find({ selector: {}, sort: [{ due }], index: "due", limit: 1 }).exec();
    return steps.mock.calls.length;
  };
  expect(await read("asc")).toBeLessThan(5);
  expect(await read("desc")).toBeGreaterThanOrEqual(50);
  expect(queries.map((plan) => plan.sortSatisfiedByIndex)).toEqual([true, false]);
});

test("[PF-7] [PF-19] every list and every count of ours is read by an index that has its order and its choice", async () => {
  const desk = await aDesk();
  await desk.mirror.store([row(storyAt("handling").now)], desk.standpoint(), 1);
  const { queries, counts } = watchPlans();
  const lists = ["all", ...mainListNames] as const;
  for (const list of lists) {
    for (const sort of ["due", "newest"] as const) await desk.mirror.page({ list, sort, limit: 50 });
    await desk.mirror.count(list);
  }
  await desk.mirror.sideLines();
  expect(queries.length).toBeGreaterThanOrEqual(2 * lists.length + 1);
  expect(counts.length).toBeGreaterThanOrEqual(lists.length);
  for (const plan of queries)
    expect(plan).toMatchObject({ sortSatisfiedByIndex: true, selectorSatisfiedByIndex: true });
  for (const plan of counts) expect(plan).toMatchObject({ selectorSatisfiedByIndex: true });
});

test("[PF-7] every indexed field is required: what lacks one is on no list", async () => {
  const indexed = (lineSchema.indexes ?? []).flat();
  expect(indexed.length).toBeGreaterThan(0);
  for (const field of indexed) expect(lineSchema.required).toContain(field);
});

test("[PF-19] RxDB still refuses to count what no index chooses", async () => {
  const things = await openThings();
  await things.insert({ id: "1", due: 1, words: "甲" });
  await expect(things.count({ selector: { words: "甲" } }).exec()).rejects.toThrow(/QU14/);
  expect(await things.count({ selector: { due: 1 }, index: "due" }).exec()).toBe(1);
});

test("[PF-20] RxDB still keeps the content of a deleted document", async () => {
  const things = await openThings();
  const document = await things.insert({ id: "1", due: 1, words: "绝密事实" });
  await document.remove();
  expect(await things.findOne("1").exec()).toBeNull();
  const [stored] = await things.internalStorageInstance.findDocumentsById(["1"], true);
  expect(stored).toMatchObject({ _deleted: true, words: "绝密事实" });
});

test("[PF-12] what RxDB's encryption has written still reads back when half of it is gone, and nobody is told", () => {
  const password = "a password of some length";
  const whole = "the employer pays ".repeat(20);
  const bytes = Buffer.from(encryptString(whole, password), "base64");
  expect(decryptString(bytes.toString("base64"), password)).toBe(whole);
  const half = decryptString(bytes.subarray(0, 16 * 11).toString("base64"), password);
  expect(half.length).toBeGreaterThan(0);
  expect(half.length).toBeLessThan(whole.length);
  expect(whole.startsWith(half)).toBe(true);
});
