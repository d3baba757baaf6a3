import type { LineDoc, OrderDoc, FactDoc } from "../../../src-renderer/data/mirror-schema.ts";
import type { Random } from "../world/random.ts";

type Documents = readonly Readonly<{ toMutableJSON: () => unknown }>[];
type Found = Readonly<{ exec: () => Promise<Documents> }>;
type Query = Readonly<{ selector?: object; sort?: object[]; limit?: number; index?: string | string[] }>;

/** The calls of a collection of RxDB's that the desk makes. */
type Collection<Doc> = Readonly<{
  upsert: (doc: Doc) => Promise<unknown>;
  bulkUpsert: (docs: Doc[]) => Promise<unknown>;
  bulkInsert: (docs: Doc[]) => Promise<Readonly<{ error: readonly Readonly<{ documentId: string }>[] }>>;
  bulkRemove: (keys: string[]) => Promise<unknown>;
  find: (query?: Query) => Found;
  findOne: (key: string) => Readonly<{ exec: () => Promise<Documents[number] | null>; remove: () => Promise<unknown> }>;
  findByIds: (keys: string[]) => Readonly<{ exec: () => Promise<ReadonlyMap<string, Documents[number]>> }>;
  count: (query: Query) => Readonly<{ exec: () => Promise<number> }>;
}>;

export type Collections = Readonly<{
  lines: Collection<LineDoc>;
  orders: Collection<OrderDoc>;
  facts: Collection<FactDoc>;
}>;

/** One call of the desk's, by whose answer two stores can be compared. */
export type Call = (all: Collections) => Promise<unknown>;

/** Calls drawn by chance, over few documents so that they meet. */
export function drawCalls(random: Random, count: number): readonly (readonly [name: string, call: Call])[] {
  return Array.from({ length: count }, () => {
    const name = random.pick(Object.keys(draws));
    return [name, draws[name]?.(random) ?? (async () => null)] as const;
  });
}

const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const anId = (random: Random): string => idOf(random.between(1, 12));
const someIds = (random: Random): string[] => [
  ...new Set(Array.from({ length: random.between(0, 5) }, () => anId(random))),
];

function aLine(random: Random, id: string): LineDoc {
  const [list, sides] = [random.pick(["here", "incoming", "elsewhere"]), random.pick(["", "flagged"])];
  const [dueKey, newestKey] = [random.between(0, 3), random.between(0, 900_000)];
  const [version, pass] = [random.between(1, 9), random.between(1, 3)];
  return {
    id,
    list,
    side: sides === "" ? 0 : 1,
    sides,
    dueKey,
    newestKey,
    pass,
    version,
    line: `{"n":${version}}`,
  };
}

function anOrder(random: Random, id: string): OrderDoc {
  return { id, version: random.between(1, 9), pass: 1, at: random.between(0, 1000), body: `${id} 工资` };
}

const read = async (found: Found): Promise<unknown> => (await found.exec()).map((doc) => doc.toMutableJSON());

/** As src-renderer/data asks: lists by their index, pages of texts, single facts, revisions. */
const draws: Readonly<Record<string, (random: Random) => Call>> = {
  "upsert a fact": (random) => {
    const fact = { key: random.pick(["cursor", "pass", "sum"]), value: String(random.between(0, 99)) };
    return async ({ facts }) => void (await facts.upsert(fact));
  },
  "bulk upsert": (random) => {
    const ids = someIds(random);
    const [lines, orders] = [ids.map((id) => aLine(random, id)), ids.map((id) => anOrder(random, id))];
    return async (all) => {
      await all.orders.bulkUpsert(orders);
      await all.lines.bulkUpsert(lines);
    };
  },
  "bulk insert, also of what is there": (random) => {
    const ids = someIds(random);
    const [lines, orders] = [ids.map((id) => aLine(random, id)), ids.map((id) => anOrder(random, id))];
    const known = async (inserted: ReturnType<Collection<LineDoc>["bulkInsert"]>): Promise<readonly string[]> =>
      (await inserted).error.map(({ documentId }) => documentId).toSorted();
    return async (all) => [await known(all.orders.bulkInsert(orders)), await known(all.lines.bulkInsert(lines))];
  },
  "bulk remove, also of what is not there": (random) => {
    const ids = someIds(random);
    return async ({ lines, orders }) => {
      await lines.bulkRemove(ids);
      await orders.bulkRemove(ids.slice(0, 1));
    };
  },
  "remove one": (random) => {
    const key = random.pick(["cursor", "pass", "nothing"]);
    return async ({ facts }) => void (await facts.findOne(key).remove());
  },
  "find one": (random) => {
    const [id, key] = [anId(random), random.pick(["cursor", "pass", "nothing"])];
    return async ({ orders, facts }) => [
      (await orders.findOne(id).exec())?.toMutableJSON() ?? null,
      (await facts.findOne(key).exec())?.toMutableJSON() ?? null,
    ];
  },
  "find by ids": (random) => {
    const ids = someIds(random);
    return async ({ lines }) => {
      const found = await lines.findByIds(ids).exec();
      return [...found].map(([id, doc]) => [id, doc.toMutableJSON()] as const).toSorted(([a], [b]) => (a < b ? -1 : 1));
    };
  },
  "find all": () => (all) => Promise.all([read(all.lines.find()), read(all.orders.find()), read(all.facts.find())]),
  "find a list": (random) => {
    const key = random.pick(["dueKey", "newestKey"]);
    const list = random.pick(["here", "incoming", "elsewhere"]);
    const [sort, limit] = [[{ list: "asc" }, { [key]: "asc" }], random.between(1, 6)];
    const query = { selector: { list }, sort, index: ["list", key], limit };
    return ({ lines }) => read(lines.find(query));
  },
  "find by an index": (random) => {
    const [key, limit] = [random.pick(["dueKey", "newestKey"]), random.between(1, 20)];
    return ({ lines }) => read(lines.find({ selector: {}, sort: [{ [key]: "asc" }], index: key, limit }));
  },
  "find side lists": () => {
    const sort = [{ side: "asc" }, { dueKey: "asc" }];
    return ({ lines }) => read(lines.find({ selector: { side: 1 }, sort, index: ["side", "dueKey"] }));
  },
  "find strangers": (random) => {
    const current = random.between(1, 4);
    return ({ lines }) => read(lines.find({ selector: { pass: { $lt: current } } }));
  },
  "find a page of texts": (random) => {
    const query = { selector: { id: { $gt: random.pick(["", anId(random)]) } }, sort: [{ id: "asc" }], limit: 3 };
    return ({ orders }) => read(orders.find(query));
  },
  count: (random) => {
    const list = random.pick(["here", "nowhere"]);
    return ({ lines, orders }) =>
      Promise.all([
        lines.count({ selector: { list }, index: ["list", "dueKey"] }).exec(),
        lines.count({ selector: {}, index: "dueKey" }).exec(),
        orders.count({ selector: {} }).exec(),
      ]);
  },
};
