import { Subject, type Observable } from "rxjs";

import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { orderId, type OrderId, type UserId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import type { Revision } from "../../src-shared/sync/digest.ts";
import type { OrderLine } from "./desk-api.ts";
import {
  factSchema,
  lineSchema,
  mirrorShape,
  orderSchema,
  type LineDoc,
  type MirrorCollections,
} from "./mirror-schema.ts";
import { putRows, type Putting } from "./mirror-put.ts";
import { placeFields, type MirrorRow, type StoredOrder } from "./mirror-rows.ts";
import { mirrorReads, type LinePage, type LineQuery } from "./mirror-reads.ts";
import { readRevisions, withoutLine, type Look } from "./mirror-revisions.ts";
import { forgetOlderMirrors } from "./older-mirrors.ts";
import { openRxStore, type RxStore } from "./rx-store.ts";
import { dropOldStubs, leavingOf, stubOf, type HandedOver, type Leaving } from "./stub.ts";
import { placeOf, type Place } from "./place.ts";
import type { Standpoint } from "./work-list.ts";

export type MirrorLine = Readonly<{ id: OrderId; place: Place; version: number; line: Omit<OrderLine, "unsent"> }>;

/** The copy of what the province lets this account see. Disposable: written only by the sync driver. */
export type Mirror = Readonly<{
  /** Ids of orders whose copy changed. */
  changed$: Observable<ReadonlySet<OrderId>>;
  /**
   * Stores rows of the feed as of the first sync `pass`; a row that has left the scope leaves a stub without content.
   * Returns the orders that left, and those of which this desk no longer gets all, with what the copy knew of their
   * files. Idempotent.
   */
  store: (rows: readonly MirrorRow[], desk: Standpoint, at: Instant) => Promise<readonly WorkOrder[]>;
  /** Stores single orders whatever version the copy has: where it differs, the province is right. */
  replace: (rows: readonly MirrorRow[], desk: Standpoint, at: Instant) => Promise<readonly WorkOrder[]>;
  /** Deletes orders that do not belong here, and returns them. */
  forget: (ids: readonly OrderId[], at: Instant) => Promise<readonly WorkOrder[]>;
  /** All orders with their versions, for a comparison with the province's; what is there by half is of none. */
  revisions: (look: Look) => Promise<readonly Revision[]>;
  /** Starts a first sync: what it does not bring is swept away at its end. */
  beginPass: () => Promise<void>;
  /** Ends a first sync: deletes the orders that it did not bring, halves of orders too, and returns them. */
  sweep: (at: Instant) => Promise<readonly WorkOrder[]>;
  /** Sorts all orders anew after the office tree changed. */
  relist: (desk: Standpoint) => Promise<void>;
  order: (id: OrderId) => Promise<StoredOrder | null>;
  ordersById: (ids: readonly OrderId[]) => Promise<readonly StoredOrder[]>;
  /** Reads every copy: only for what is done seldom. */
  allOrders: (each: (order: WorkOrder) => void) => Promise<void>;
  lines: (ids: readonly OrderId[]) => Promise<readonly MirrorLine[]>;
  allLines: () => Promise<readonly MirrorLine[]>;
  /** The lines of the orders on side lists. */
  sideLines: () => Promise<readonly MirrorLine[]>;
  page: (query: LineQuery) => Promise<LinePage>;
  count: (list: LineQuery["list"]) => Promise<number>;
  /** When and to whom the order was handed over that we no longer see; null when it was not, or long ago. */
  handedOver: (id: OrderId) => Promise<HandedOver | null>;
  /** Forgets hand-overs of more than 30 days ago. */
  dropOldStubs: (now: Instant) => Promise<void>;
  readFact: (key: string) => Promise<string | null>;
  writeFact: (key: string, value: string) => Promise<void>;
  close: () => Promise<void>;
  wipe: () => Promise<void>;
}>;

type Store = RxStore<MirrorCollections>;

const unknownHolder = (id: OrderId): Leaving => ({ id, to: null });

/**
 * Opens the mirror of an account. A mirror of another shape or another office is forgotten and fetched again.
 * @throws Unavailable when IndexedDB does not open
 */
export async function openMirror(account: UserId, desk: Standpoint): Promise<Mirror> {
  await forgetOlderMirrors(account, mirrorShape);
  const collections = {
    lines: { schema: lineSchema },
    orders: { schema: orderSchema },
    stubs: { schema: factSchema },
    facts: { schema: factSchema },
  };
  const name = `mirror${mirrorShape}-${account}`;
  const store: Store = await openRxStore<MirrorCollections>({ name, durability: "relaxed", collections });
  const mirror = mirrorOn(store);
  const owner = await mirror.readFact("office");
  if (owner !== null && owner !== desk.office) await mirror.wipe();
  if (owner !== desk.office) await mirror.writeFact("office", desk.office);
  return mirror;
}

function mirrorOn(store: Store): Mirror {
  const changed$ = new Subject<ReadonlySet<OrderId>>();
  const reads = mirrorReads(store);
  const tell = (ids: readonly OrderId[]): void => {
    if (ids.length > 0) changed$.next(new Set(ids));
  };
  const pass = async (): Promise<number> => Number((await reads.readFact("pass")) ?? "0");
  const writeFact = async (key: string, value: string): Promise<void> => {
    await store.use(({ facts }) => facts.upsert({ key, value }));
  };
  const take = async (rows: readonly MirrorRow[], putting: Omit<Putting, "pass">): Promise<readonly WorkOrder[]> => {
    const gone = await forget(store, leavingOf(rows), putting.at);
    const whole = await reads.ordersById(rows.flatMap((row) => (row.order?.workerWithheld ? [row.orderId] : [])));
    await putRows(store, rows, { ...putting, pass: await pass() });
    tell(rows.map((row) => row.orderId));
    return [...gone, ...whole.map(({ order }) => order).filter((order) => !order.workerWithheld)];
  };
  const forgetAll: Mirror["forget"] = async (ids, at) => {
    const gone = await forget(store, ids.map(unknownHolder), at);
    tell(ids);
    return gone;
  };
  return {
    ...reads,
    changed$,
    writeFact,
    store: (rows, desk, at) => take(rows, { desk, at, isRight: false }),
    replace: (rows, desk, at) => take(rows, { desk, at, isRight: true }),
    forget: forgetAll,
    dropOldStubs: (now) => dropOldStubs(store, now),
    revisions: (look) => readRevisions(store, look),
    beginPass: async () => {
      const lines = await reads.count("all");
      await writeFact("older", lines > 0 ? "some" : "none");
      const before = await pass();
      await writeFact("pass", String(1 + (lines > 0 ? await newestPass(store, before) : before)));
    },
    sweep: async (at) => {
      // Looking at every line for what an empty copy cannot have costs the last second of the very first sync.
      const isAllNew = (await reads.readFact("older")) === "none";
      const forgotten = await forgetAll(isAllNew ? [] : await olderThan(store, await pass()), at);
      return [...forgotten, ...(await forgetAll(await withoutLine(store), at))];
    },
    relist: async (desk) => tell(await relist(store, reads.allOrders, desk)),
    close: store.close,
    wipe: async () => {
      await store.wipe();
      changed$.next(new Set());
    },
  };
}

/** The latest first sync that any line is of: a lost plug may have cost the count, but not the lines. */
async function newestPass(store: Store, known: number): Promise<number> {
  const later = await store.use(({ lines }) => lines.find({ selector: { pass: { $gt: known } } }).exec());
  return later.reduce((newest, { pass }) => Math.max(newest, pass), known);
}

/** The orders that no first sync since has brought. */
async function olderThan(store: Store, pass: number): Promise<readonly OrderId[]> {
  const docs = await store.use(({ lines }) => lines.find({ selector: { pass: { $lt: pass } } }).exec());
  return docs.map((doc) => orderId(doc.id));
}

/** The database keeps a deleted document's last content as a tombstone, so content goes before the document does. */
async function forget(store: Store, leaving: readonly Leaving[], at: Instant): Promise<readonly WorkOrder[]> {
  if (leaving.length === 0) return [];
  const ids = leaving.map(({ id }) => id);
  const found = await mirrorReads(store).ordersById(ids);
  await store.use(async ({ lines, orders, stubs }) => {
    const here = new Set(found.map(({ order }) => order.id));
    await stubs.bulkUpsert(leaving.filter(({ id }) => here.has(id)).map((one) => stubOf(one, at)));
    const known = await lines.findByIds([...ids]).exec();
    await lines.bulkUpsert([...known.values()].map((doc) => ({ ...doc.toMutableJSON(), line: "" })));
    await orders.bulkUpsert(found.map(({ order }) => ({ id: order.id, version: 0, pass: 0, at: 0, body: "" })));
    await lines.bulkRemove([...ids]);
    await orders.bulkRemove([...ids]);
  });
  return found.map(({ order }) => order);
}

async function relist(
  store: Store,
  allOrders: (each: (order: WorkOrder) => void) => Promise<void>,
  desk: Standpoint,
): Promise<readonly OrderId[]> {
  const places = new Map<string, Place>();
  await allOrders((order) => void places.set(order.id, placeOf(order, desk)));
  return store.use(async ({ lines }) => {
    const docs = await lines.find().exec();
    const moved: LineDoc[] = docs
      .map((doc) => ({ ...doc.toMutableJSON(), ...fieldsOf(places.get(doc.id)) }))
      .filter((doc, at) => doc.list !== docs[at]?.list || doc.sides !== docs[at].sides);
    await lines.bulkUpsert(moved);
    return moved.map((doc) => orderId(doc.id));
  });
}

function fieldsOf(place: Place | undefined): Partial<LineDoc> {
  return place === undefined ? {} : placeFields(place);
}
