import type { RxCollection } from "rxdb";

import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import type { FeedRow } from "../../src-shared/protocol/sync.ts";
import type { Changing } from "./line-tally.ts";
import { rowDocs, type MirrorRow } from "./mirror-rows.ts";
import type { LineDoc, MirrorCollections } from "./mirror-schema.ts";
import { placeOf } from "./place.ts";
import type { RxStore } from "./rx-store.ts";
import type { Standpoint } from "./work-list.ts";

/** `isRight`: the rows go before what is there, whatever its version. */
export type Putting = Readonly<{
  desk: Standpoint;
  at: Instant;
  pass: number;
  isRight: boolean;
  changing: Changing;
}>;

/** From so many rows on it is a first sync, or nearly one: most of its orders are not here yet. */
const manyRows = 8;

type Docs = ReturnType<typeof rowDocs>;

// [Note: inserted before looked up] Asking for each order of a first sync whether it is here costs a tenth of its time, and
// the answer is no. The database has to look anyhow as it inserts, and says which ones it knew.
/**
 * Puts orders and their lines into the copy. Pages may overlap, and a repeated one must not take an order back; a new
 * first sync (`pass`) begins afresh: a restored province may know less than we do.
 */
export async function putRows(
  store: RxStore<MirrorCollections>,
  rows: readonly MirrorRow[],
  putting: Putting,
): Promise<void> {
  const docs = docsOf(rows, putting);
  if (docs.length === 0) return;
  const { begins, moved } = putting.changing;
  await store.use(async ({ lines, orders, stubs }) => {
    begins();
    const ofMany = rows.length >= manyRows && !putting.isRight;
    const there = ofMany
      ? await insertNew(
          orders,
          docs.map(({ order }) => order),
        )
      : idsOf(docs);
    const known = await keptOf(lines, there);
    const isOver = (line: Kept): boolean => putting.isRight || isNews(line, known.get(line.id));
    const over = docs.filter(({ line }) => there.has(line.id) && isOver(line));
    const fresh = docs.filter(({ line }) => !there.has(line.id));
    // The document before its line: a line never promises what cannot be opened.
    await orders.bulkUpsert(over.map(({ order }) => order));
    const strays = await insertNew(
      lines,
      fresh.map(({ line }) => line),
    );
    const were = await keptOf(lines, strays);
    await lines.bulkUpsert([...over, ...fresh.filter(({ line }) => strays.has(line.id))].map(({ line }) => line));
    const listBefore = (id: string): string | null => (known.get(id) ?? were.get(id))?.list ?? null;
    moved([...over, ...fresh].map(({ line }) => ({ from: listBefore(line.id), to: line.list })));
    // Looking for each would cost a first sync a tenth of its time, and there seldom is any.
    if ((await stubs.count({ selector: {} }).exec()) > 0) {
      await stubs.bulkRemove([...over, ...fresh].map(({ order }) => order.id));
    }
  });
}

function docsOf(rows: readonly MirrorRow[], { desk, pass, at }: Putting): readonly Docs[] {
  const told = new Set(rows.flatMap((row) => (row.isTold === true ? [row.orderId] : [])));
  return ordersOf(rows).map((order) =>
    rowDocs(order, { place: placeOf(order, desk), pass, at, isTold: told.has(order.id) }),
  );
}

/** The orders of a page, each as it says last. */
function ordersOf(rows: readonly FeedRow[]): readonly WorkOrder[] {
  const orders = new Map<string, WorkOrder>();
  for (const { order, openings } of rows) if (order) orders.set(order.id, openings ? { ...order, openings } : order);
  return [...orders.values()];
}

/** Inserts what is not there; the ids of what is. */
async function insertNew<Doc extends Readonly<{ id: string }>>(
  collection: RxCollection<Doc>,
  docs: Doc[],
): Promise<ReadonlySet<string>> {
  if (docs.length === 0) return new Set();
  const { error } = await collection.bulkInsert(docs);
  return new Set(error.map(({ documentId }) => documentId));
}

function idsOf(docs: readonly Docs[]): ReadonlySet<string> {
  return new Set(docs.map(({ order }) => order.id));
}

type Kept = Readonly<{ id: string; version: number; pass: number; list: string }>;

/** What lines say that are here. */
async function keptOf(lines: RxCollection<LineDoc>, ids: ReadonlySet<string>): Promise<ReadonlyMap<string, Kept>> {
  if (ids.size === 0) return new Map();
  const docs = await lines.findByIds([...ids]).exec();
  return new Map([...docs].map(([id, { version, pass, list }]) => [id, { id, version, pass, list }]));
}

function isNews(line: Kept, copy: Kept | undefined): boolean {
  return copy === undefined || copy.pass < line.pass || copy.version <= line.version;
}
