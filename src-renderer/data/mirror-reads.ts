import Value from "typebox/value";
import { Type } from "typebox";
import type { MangoQuery } from "rxdb";

import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { orderId, orderIdSchema, type OrderId } from "../../src-shared/kernel/ids.ts";
import type { OrderLine } from "./order-line.ts";
import { isSideList, type MainListName } from "./list-names.ts";
import type { LineDoc, MirrorCollections, OrderDoc } from "./mirror-schema.ts";
import { orderIn, type StoredOrder } from "./mirror-rows.ts";
import { readStub, type HandedOver } from "./stub.ts";
import type { Place } from "./place.ts";
import type { RxStore } from "./rx-store.ts";
import { ownLists, type OwnList } from "./work-list.ts";

/** A list that is read by an index. */
export type IndexedList = MainListName | "all";
export type LineQuery = Readonly<{ list: IndexedList; sort: "due" | "newest"; limit: number }>;
type Line = Omit<OrderLine, "unsent">;
export type ReadLine = Readonly<{ id: OrderId; place: Place; version: number; line: Line }>;

/** What the mirror wrote itself; only the members that tell its two texts apart are looked at. */
const lineText = Type.Unsafe<Line>(Type.Object({ id: orderIdSchema, title: Type.String() }));

export type MirrorReads = Readonly<{
  order: (id: OrderId) => Promise<StoredOrder | null>;
  ordersById: (ids: readonly OrderId[]) => Promise<readonly StoredOrder[]>;
  allOrders: (each: (order: WorkOrder) => void) => Promise<void>;
  lines: (ids: readonly OrderId[]) => Promise<readonly ReadLine[]>;
  allLines: () => Promise<readonly ReadLine[]>;
  sideLines: () => Promise<readonly ReadLine[]>;
  /** The first lines of a list. */
  linesOn: (query: LineQuery) => Promise<readonly ReadLine[]>;
  /** Counts the lines of a list one by one. */
  countOn: (list: OwnList) => Promise<number>;
  handedOver: (id: OrderId) => Promise<HandedOver | null>;
  readFact: (key: string) => Promise<string | null>;
}>;

/** How the mirror is read. */
export function mirrorReads(store: RxStore<MirrorCollections>): MirrorReads {
  const ordersById = async (ids: readonly OrderId[]): Promise<readonly StoredOrder[]> => {
    const docs = await store.use(({ orders }) => orders.findByIds([...ids]).exec());
    return [...docs.values()].flatMap((doc) => readOrder(doc) ?? []);
  };
  return {
    ordersById,
    order: async (id) => (await ordersById([id]))[0] ?? null,
    allOrders: async (each) => {
      const docs = await store.use(({ orders }) => orders.find().exec());
      for (const doc of docs) {
        const stored = readOrder(doc);
        if (stored) each(stored.order);
      }
    },
    lines: async (ids) => {
      const docs = await store.use(({ lines }) => lines.findByIds([...ids]).exec());
      return [...docs.values()].flatMap((doc) => readLine(doc) ?? []);
    },
    allLines: async () => {
      const docs = await store.use(({ lines }) => lines.find().exec());
      return docs.flatMap((doc) => readLine(doc) ?? []);
    },
    sideLines: async () => {
      const docs = await store.use(({ lines }) => lines.find(ofSides).exec());
      return docs.flatMap((doc) => readLine(doc) ?? []);
    },
    linesOn: async (query) => (await docsOn(store, query)).flatMap((doc) => readLine(doc) ?? []),
    countOn: (list) => store.use(({ lines }) => lines.count({ selector: { list }, index: ["list", "dueKey"] }).exec()),
    handedOver: async (id) => {
      const stub = await store.use(({ stubs }) => stubs.findOne(id).exec());
      return stub ? readStub(stub.value) : null;
    },
    readFact: async (key) => (await store.use(({ facts }) => facts.findOne(key).exec()))?.value ?? null,
  };
}

// [Note: emptied before removed] An order that leaves is emptied first (data/mirror.ts, `forget`). Somebody may look in
// between, and a crash there leaves it empty: it reads as one that is gone.
function readOrder(doc: Pick<OrderDoc, "at" | "body">): StoredOrder | null {
  if (doc.body === "") return null;
  const order = orderIn(doc.body);
  return order === undefined ? null : { order, at: doc.at };
}

function readLine(doc: Pick<LineDoc, "id" | "list" | "sides" | "version" | "line">): ReadLine | null {
  if (doc.line === "") return null;
  const line: unknown = JSON.parse(doc.line);
  const list = ownLists.find((one) => one === doc.list);
  if (list === undefined || !Value.Check(lineText, line)) return null;
  const sides = doc.sides.split(" ").filter(isSideList);
  return { id: orderId(doc.id), place: { list, sides }, version: doc.version, line };
}

const ofSides: MangoQuery<LineDoc> = {
  selector: { side: 1 },
  sort: [{ side: "asc" }, { dueKey: "asc" }],
  index: ["side", "dueKey"],
};

/** What the orders of a list are stored under: an ended one that still has to be archived stands on its own list too. */
function storedAs(list: IndexedList): readonly IndexedList[] {
  return list === "ended" ? ["ended", "to-archive"] : [list];
}

/** The first documents of a list, in its order. */
async function docsOn(store: RxStore<MirrorCollections>, query: LineQuery): Promise<readonly LineDoc[]> {
  const parts = storedAs(query.list).map((list) =>
    store.use(({ lines }) => lines.find(mangoOf({ ...query, list })).exec()),
  );
  const found: readonly (readonly LineDoc[])[] = await Promise.all(parts);
  const [first = [], ...more] = found;
  if (more.length === 0) return first;
  const key = keyOf(query.sort);
  const inOrder = found.flat().toSorted((a, b) => a[key] - b[key] || (a.id < b.id ? -1 : 1));
  return inOrder.slice(0, query.limit);
}

function keyOf(sort: LineQuery["sort"]): "dueKey" | "newestKey" {
  return sort === "due" ? "dueKey" : "newestKey";
}

// Each query names its index: the planner would guess, and a guess that reads 50,000 lines is felt.
function mangoOf({ list, sort, limit }: LineQuery): MangoQuery<LineDoc> {
  const key = keyOf(sort);
  if (list === "all") return { selector: {}, sort: [{ [key]: "asc" }], index: key, limit };
  return { selector: { list }, sort: [{ list: "asc" }, { [key]: "asc" }], index: ["list", key], limit };
}
