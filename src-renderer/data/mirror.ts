import { Subject, type Observable } from "rxjs";

import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { orderId, type OrderId, type UserId } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import type { Revision } from "../../src-shared/sync/digest.ts";
import type { OrderLine } from "./desk-api.ts";
import { openTally, type Changing, type LineTally } from "./line-tally.ts";
import {
  factSchema,
  lineSchema,
  mirrorShape,
  orderSchema,
  type LineDoc,
  type MirrorCollections,
} from "./mirror-schema.ts";
import { putRows, type Putting } from "./mirror-put.ts";
import { createPass } from "./mirror-pass.ts";
import { placeFields, type MirrorRow, type StoredOrder } from "./mirror-rows.ts";
import { mirrorReads, type LineQuery, type MirrorReads } from "./mirror-reads.ts";
import { readRevisions, withoutLine, type Look } from "./mirror-revisions.ts";
import { forgetOlderMirrors } from "./older-mirrors.ts";
import { openRxStore, type RxStore } from "./rx-store.ts";
import { createSwept, type SweptFiles } from "./swept-files.ts";
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
  /** The first lines of a list, and how many stand on it. */
  page: (query: LineQuery) => Promise<LinePage>;
  count: LineTally["of"];
  /** When and to whom the order was handed over that we no longer see; null when it was not, or long ago. */
  handedOver: (id: OrderId) => Promise<HandedOver | null>;
  /** Forgets hand-overs of more than 30 days ago. */
  dropOldStubs: (now: Instant) => Promise<void>;
  readFact: (key: string) => Promise<string | null>;
  writeFact: (key: string, value: string) => Promise<void>;
  close: () => Promise<void>;
  wipe: () => Promise<void>;
}> &
  SweptFiles;

export type LinePage = Readonly<{ lines: readonly MirrorLine[]; total: number }>;

type Store = RxStore<MirrorCollections>;

type Taking = Omit<Putting, "pass" | "changing">;

const unknownHolder = (id: OrderId): Leaving => ({ id, to: null });

/**
 * Opens the mirror of an account. A mirror of another shape or another office is forgotten and fetched again.
 * @throws Unavailable when IndexedDB does not open
 */
export async function openMirror(account: UserId, desk: Pick<Standpoint, "office">): Promise<Mirror> {
  await forgetOlderMirrors(account, mirrorShape);
  const collections = {
    lines: { schema: lineSchema },
    orders: { schema: orderSchema },
    stubs: { schema: factSchema },
    facts: { schema: factSchema },
  };
  const name = `mirror${mirrorShape}-${account}`;
  const store: Store = await openRxStore<MirrorCollections>({ name, durability: "relaxed", collections });
  const reads = mirrorReads(store);
  const [kept, owner] = await Promise.all([reads.readFact(tallyFact), reads.readFact("office")]);
  const mirror = mirrorOn(store, reads, kept);
  if (owner !== null && owner !== desk.office) await mirror.wipe();
  if (owner !== desk.office) await mirror.writeFact("office", desk.office);
  return mirror;
}

/** Where the lengths of the lists are kept. */
const tallyFact = "tally";

function mirrorOn(store: Store, reads: MirrorReads, kept: string | null): Mirror {
  const changed$ = new Subject<ReadonlySet<OrderId>>();
  const tell = (ids: readonly OrderId[]): void => {
    if (ids.length > 0) changed$.next(new Set(ids));
  };
  const writeFact = async (key: string, value: string): Promise<void> => {
    await store.use(({ facts }) => facts.upsert({ key, value }));
  };
  const tally = openTally({ count: reads.countOn, kept, keep: (text) => writeFact(tallyFact, text) });
  const pass = createPass(store, { readFact: reads.readFact, writeFact }, tally);
  const take = async (rows: readonly MirrorRow[], how: Taking): Promise<readonly WorkOrder[]> => {
    const gone = await leave(leavingOf(rows), how.at);
    const whole = await reads.ordersById(rows.flatMap((row) => (row.order?.workerWithheld ? [row.orderId] : [])));
    const now = await pass.now();
    await tally.change((changing) => putRows(store, rows, { ...how, pass: now, changing }));
    tell(rows.map((row) => row.orderId));
    return [...gone, ...whole.map(({ order }) => order).filter((order) => !order.workerWithheld)];
  };
  const leave = async (leaving: readonly Leaving[], at: Instant): Promise<readonly WorkOrder[]> =>
    leaving.length === 0 ? [] : tally.change((changing) => forget(store, leaving, { at, changing }));
  const forgetAll: Mirror["forget"] = async (ids, at) => {
    const gone = await leave(ids.map(unknownHolder), at);
    tell(ids);
    return gone;
  };
  return {
    ...reads,
    ...createSwept({ readFact: reads.readFact, writeFact }),
    changed$,
    writeFact,
    store: (rows, desk, at) => take(rows, { desk, at, isRight: false }),
    replace: (rows, desk, at) => take(rows, { desk, at, isRight: true }),
    forget: forgetAll,
    dropOldStubs: (now) => dropOldStubs(store, now),
    page: (query) => pageOf(reads, tally, query),
    count: tally.of,
    revisions: (look) => readRevisions(store, look, tally),
    beginPass: pass.begin,
    sweep: async (at) => {
      const forgotten = await forgetAll(await pass.leftBehind(), at);
      return [...forgotten, ...(await forgetAll(await withoutLine(store), at))];
    },
    relist: async (desk) => tell(await tally.change((changing) => relist(store, reads.allOrders, { desk, changing }))),
    close: store.close,
    wipe: async () => {
      await tally.wipe(store.wipe);
      changed$.next(new Set());
    },
  };
}

async function pageOf(reads: MirrorReads, tally: LineTally, query: LineQuery): Promise<LinePage> {
  const [lines, total] = await Promise.all([reads.linesOn(query), tally.of(query.list)]);
  return { lines, total };
}

/** The database keeps a deleted document's last content as a tombstone, so content goes before the document does. */
async function forget(
  store: Store,
  leaving: readonly Leaving[],
  { at, changing }: Readonly<{ at: Instant; changing: Changing }>,
): Promise<readonly WorkOrder[]> {
  const ids = leaving.map(({ id }) => id);
  const found = await mirrorReads(store).ordersById(ids);
  await store.use(async ({ lines, orders, stubs }) => {
    changing.begins();
    const here = new Set(found.map(({ order }) => order.id));
    await stubs.bulkUpsert(leaving.filter(({ id }) => here.has(id)).map((one) => stubOf(one, at)));
    const known = await lines.findByIds([...ids]).exec();
    await lines.bulkUpsert([...known.values()].map((doc) => ({ ...doc.toMutableJSON(), line: "" })));
    await orders.bulkUpsert(found.map(({ order }) => ({ id: order.id, version: 0, pass: 0, at: 0, body: "" })));
    await lines.bulkRemove([...ids]);
    await orders.bulkRemove([...ids]);
    changing.moved([...known.values()].map(({ list }) => ({ from: list, to: null })));
  });
  return found.map(({ order }) => order);
}

async function relist(
  store: Store,
  allOrders: (each: (order: WorkOrder) => void) => Promise<void>,
  { desk, changing }: Readonly<{ desk: Standpoint; changing: Changing }>,
): Promise<readonly OrderId[]> {
  const places = new Map<string, Place>();
  await allOrders((order) => void places.set(order.id, placeOf(order, desk)));
  return store.use(async ({ lines }) => {
    changing.begins();
    const docs = await lines.find().exec();
    const before = new Map(docs.map(({ id, list }) => [id, list]));
    const moved: LineDoc[] = docs
      .map((doc) => ({ ...doc.toMutableJSON(), ...fieldsOf(places.get(doc.id)) }))
      .filter((doc, at) => doc.list !== docs[at]?.list || doc.sides !== docs[at].sides);
    await lines.bulkUpsert(moved);
    changing.moved(moved.map(({ id, list }) => ({ from: before.get(id) ?? null, to: list })));
    return moved.map((doc) => orderId(doc.id));
  });
}

function fieldsOf(place: Place | undefined): Partial<LineDoc> {
  return place === undefined ? {} : placeFields(place);
}
